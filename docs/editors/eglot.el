;; Emacs 29 or later, or Emacs 28 with eglot from GNU ELPA: put this into init.el.
(require 'eglot)
(add-to-list 'eglot-server-programs '(markdown-mode . ("aide-memoire" "lsp")))
;; At the end: modes made of text-mode, as that of HTML is, keep the servers that they have.
(add-to-list 'eglot-server-programs '(text-mode . ("aide-memoire" "lsp")) t)
(setq-default eglot-workspace-configuration
              '(:aideMemoire (:delegation "Pakistan" :corpus (:folders ["~/record"]))))
(defun aide-memoire-ensure ()
  "Check this buffer if it is Markdown or plain text."
  (when (memq major-mode '(markdown-mode gfm-mode text-mode))
    (eglot-ensure)
    ;; Up to Emacs 29 this key completes words of a dictionary.
    (local-set-key (kbd "C-M-i") #'completion-at-point)))
(add-hook 'text-mode-hook #'aide-memoire-ensure)
;; Emacs knows Markdown by the package markdown-mode; without it, drafts are plain text.
(unless (fboundp 'markdown-mode)
  (add-to-list 'auto-mode-alist '("\\.md\\'" . text-mode)))
