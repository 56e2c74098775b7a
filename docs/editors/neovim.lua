-- Neovim 0.11 or later: put this into init.lua.
vim.lsp.config('aide-memoire', {
  cmd = { 'aide-memoire', 'lsp' },
  filetypes = { 'markdown', 'text' },
  root_markers = { '.aide-memoire', '.git' },
  settings = {
    aideMemoire = {
      delegation = 'Pakistan',
      corpus = { folders = { '~/record' } },
    },
  },
})
vim.lsp.enable('aide-memoire')
-- Says behind the line what is found in it.
vim.diagnostic.config({ virtual_text = true })
