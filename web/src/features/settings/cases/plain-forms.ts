/** Forms that need to know nothing but what they write. */
import type { ComponentType } from 'react';
import { EmergencyForm } from './EmergencyForm';
import { EnquiryForm } from './EnquiryForm';
import type { Props } from './fields';
import { GuideForm } from './GuideForm';
import type { Kind } from './kinds';
import { PromiseForm, UrgencyForm } from './OtherForms';
import { PlanForm } from './PlanForm';
import { RemedyForm } from './RemedyForm';
import { RulesForm } from './RulesForm';
import { VisitForm } from './VisitForm';

export const PLAIN: Partial<Record<Kind, ComponentType<Props>>> = {
  case_urgency: UrgencyForm,
  case_promise: PromiseForm,
  complaint_guide: GuideForm,
  case_visit: VisitForm,
  case_remedy: RemedyForm,
  case_emergency: EmergencyForm,
  case_plan: PlanForm,
  customer_rules: RulesForm,
  enquiry_rule: EnquiryForm,
};
