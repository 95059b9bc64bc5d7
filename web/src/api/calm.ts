/** Complaints: guides, what was done by them, help with a case, warnings about customers. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Guide = Schemas['ComplaintGuide'];
export type GuideStep = Schemas['GuideStep'];
export type Kept = Schemas['ComplaintKept'];
export type Told = Pick<Schemas['ComplaintTold'], 'key' | 'guide' | 'what' | 'step' | 'note'>;
export type CaseHelp = Schemas['CaseHelpShown'];
export type AbleAgent = Schemas['AbleAgent'];
export type Mark = Schemas['MarkShown'];
export type MarkProposed = Schemas['MarkProposed'];
export type About = Schemas['ComplaintsAbout'];
export type ComplaintFigures = Schemas['ComplaintFigures'];
export type AgentComplaint = Schemas['AgentComplaint'];
export type MarksShown = 'proposed' | 'holding' | 'over' | 'mine';
/** What a complaint is about: a contact or a case. */
export type Of = { interaction: string } | { case: string };

export const listGuides = () => told(client.GET('/api/complaint-guides'));
export const getKept = (of: Of) => told(client.GET('/api/complaints/kept', { params: { query: of } }));
export const keep = (of: Of, body: Told) =>
  told(client.POST('/api/complaints/kept', { body: { interaction: null, case: null, ...of, ...body } }));

const at = (case_id: string) => ({ params: { path: { case_id } } });
export const getCaseHelp = (id: string) => told(client.GET('/api/cases/{case_id}/help', at(id)));
export const askCaseHelp = (id: string, skill: string, reason: string, guide: string) =>
  told(client.POST('/api/cases/{case_id}/help', { ...at(id), body: { skill, reason, guide } }));
export const endCaseHelp = (id: string) => told(client.DELETE('/api/cases/{case_id}/help', at(id)));
export const listCaseHelps = () => told(client.GET('/api/case-helps'));
export const seeCaseHelp = (request: string) =>
  told(client.POST('/api/case-helps/{request}/seen', { params: { path: { request } } }));
export const answerCaseHelp = (request: string, text: string) =>
  told(client.POST('/api/case-helps/{request}/answer', { params: { path: { request } }, body: { text } }));

export const listAble = (asked: { skill?: string; language?: string }) =>
  told(client.GET('/api/agents/able', { params: { query: asked } }));
interface Span {
  since: string;
  until: string;
}
export const complaintsAbout = (query: Span) =>
  told(client.GET('/api/complaints/about-agents', { params: { query } }));
export const listAgentComplaints = (agent: string, query: Span) =>
  told(client.GET('/api/complaints/about-agents/{agent}', { params: { path: { agent }, query } }));
export const getJudgement = (id: string) => told(client.GET('/api/cases/{case_id}/judgement', at(id)));
export const judgeComplaint = (id: string, upheld: boolean, why: string) =>
  told(client.POST('/api/cases/{case_id}/judgement', { ...at(id), body: { upheld, why } }));

const whose = (customer_id: string) => ({ params: { path: { customer_id } } });
export const listMarks = (id: string) => told(client.GET('/api/customers/{customer_id}/marks', whose(id)));
export const proposeMark = (id: string, body: MarkProposed) =>
  told(client.POST('/api/customers/{customer_id}/marks', { ...whose(id), body }));
export const listAllMarks = (show: MarksShown) =>
  told(client.GET('/api/customer-marks', { params: { query: { show } } }));
export const decideMark = (mark: string, decision: Schemas['MarkDecided']['decision'], why: string) =>
  told(
    client.POST('/api/customer-marks/{mark}/decision', {
      params: { path: { mark } },
      body: { decision, why },
    }),
  );
