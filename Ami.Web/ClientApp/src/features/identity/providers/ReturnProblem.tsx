import { Alert } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useSearchParams } from 'react-router';
import { Icon } from '@/components/Icon';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import './texts';

const returned = /^auth\.\w{1,40}$/;

/** Why somebody came back from a provider without what they went for: the code stands in the address, its words are ours. */
export function ReturnProblem() {
  const errorText = useErrorText();
  const [params] = useSearchParams();
  const problem = params.get('problem');
  if (problem === null || !returned.test(problem)) return null;
  return (
    <Alert color="red" variant="light" role="alert" mb="md" icon={<Icon name="alert" />}>
      {errorText(new ApiError(503, problem, ''))}
    </Alert>
  );
}
