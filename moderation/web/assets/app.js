import {
  isSupported, Button, ErrorSummary, NotificationBanner, Radios, SkipLink, ServiceNavigation,
} from 'govuk-frontend'
import { startKeys } from './keys.js'
import { startCount } from './count.js'
import { startBlank } from './blank.js'
import { startAnswer } from './answer.js'
import { startKeep } from './keep.js'
import { startWait } from './wait.js'

// Everything here is a convenience: each page and each action works without it.
if (isSupported()) {
  for (const Component of [Button, ErrorSummary, NotificationBanner, Radios, SkipLink, ServiceNavigation]) {
    for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) new Component(element)
  }
}
const blank = startBlank(document)
startKeys(document, blank)
startCount(document)
startAnswer(document)
startKeep(document)
startWait(document)
