// Everything works without this; it adds the components' comforts.
import { initAll } from '../govuk/govuk-frontend.min.js'
initAll()

// On a wide screen the filters stand beside the results.
if (window.matchMedia('(min-width: 48.0625em)').matches) {
  for (const panel of document.querySelectorAll('[data-open-when-wide]')) panel.open = true
}
