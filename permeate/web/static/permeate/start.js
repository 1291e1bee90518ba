// Everything works without this; it adds the components' comforts.
import { initAll } from '../govuk/govuk-frontend.min.js'
initAll()
