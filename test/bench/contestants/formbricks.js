import { renderSurveyInline } from '@formbricks/surveys';

renderSurveyInline({
  containerId: 'survey',
  brandColor: '#4a3fc4',
  isBrandingEnabled: false,
  survey: {
    id: 's',
    name: 'NPS',
    type: 'web',
    status: 'inProgress',
    welcomeCard: { enabled: false },
    thankYouCard: { enabled: true, headline: 'Thank you!' },
    hiddenFields: { enabled: false },
    triggers: [],
    questions: [
      {
        id: 'q',
        type: 'nps',
        headline: 'How likely are you to recommend us?',
        lowerLabel: 'Not likely',
        upperLabel: 'Very likely',
        required: true,
      },
    ],
  },
  onActiveQuestionChange() {},
  onResponse() {},
  onClose() {},
  onFinished() {},
});
