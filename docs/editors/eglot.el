;; Emacs 29 or later with its own eglot: put this into init.el.
(require 'eglot)
(add-to-list 'eglot-server-programs '((markdown-mode text-mode) . ("aide-memoire" "lsp")))
(setq-default eglot-workspace-configuration
              '(:aideMemoire (:delegation "Pakistan" :corpus (:folders ["~/record"]))))
(add-hook 'text-mode-hook #'eglot-ensure)
