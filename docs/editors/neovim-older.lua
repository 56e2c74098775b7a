-- Neovim 0.7 to 0.10: put this into init.lua.
local client
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'markdown', 'text' },
  callback = function(event)
    client = client or vim.lsp.start_client({
      name = 'aide-memoire',
      cmd = { 'aide-memoire', 'lsp' },
      root_dir = vim.fn.getcwd(),
      init_options = {
        settings = {
          delegation = 'Pakistan',
          corpus = { folders = { '~/record' } },
        },
      },
    })
    vim.lsp.buf_attach_client(event.buf, client)
    vim.bo[event.buf].omnifunc = 'v:lua.vim.lsp.omnifunc'
    vim.keymap.set('n', 'K', vim.lsp.buf.hover, { buffer = event.buf })
    vim.keymap.set('n', 'gd', vim.lsp.buf.definition, { buffer = event.buf })
    vim.keymap.set('n', 'gra', vim.lsp.buf.code_action, { buffer = event.buf })
  end,
})
