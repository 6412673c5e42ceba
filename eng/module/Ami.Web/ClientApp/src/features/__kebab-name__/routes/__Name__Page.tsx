import { Alert, Button, Group, Stack, Table, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useCreateEntry, useEntries } from '../api/entries';
import '../texts';

/** As the server has it. */
const longestTitle = 120;

function NewEntry() {
  const { t } = useTranslation('__camelName__');
  const errorText = useErrorText();
  const create = useCreateEntry();
  const form = useForm({
    initialValues: { title: '' },
    validate: {
      title: (value) =>
        value.trim() === '' || value.trim().length > longestTitle
          ? t('new.titleProblem', { most: longestTitle })
          : null,
    },
  });
  const submit = form.onSubmit(({ title }) =>
    create.mutate({ title: title.trim() }, { onSuccess: () => form.reset() }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {create.error && (
          <Alert color="red" role="alert">
            {errorText(create.error)}
          </Alert>
        )}
        <TextInput label={t('new.title')} {...form.getInputProps('title')} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('new.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Entries() {
  const { t } = useTranslation('__camelName__');
  const formats = useFormats();
  const query = useEntries();
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const entries = pages.flatMap((page) => page.items);
        if (entries.length === 0) return <EmptyState icon="table" title={t('empty')} hint={t('emptyHint')} />;
        return (
          <>
            <DataTable label={t('list')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('column.title')}</Table.Th>
                  <Table.Th>{t('column.createdAt')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {entries.map((entry) => (
                  <Table.Tr key={entry.id}>
                    <Table.Td>{entry.title}</Table.Td>
                    <Table.Td>{formats.tableTime(entry.createdAt)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </DataTable>
            {query.hasNextPage && (
              <Group justify="center" p="sm">
                <Button
                  variant="default"
                  size="xs"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('loadMore', { ns: 'common' })}
                </Button>
              </Group>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

export function __Name__Page() {
  const { t } = useTranslation('__camelName__');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap="md">
        <Panel title={t('new.panel')}>
          <NewEntry />
        </Panel>
        <Panel title={t('list')} flush>
          <Entries />
        </Panel>
      </Stack>
    </Page>
  );
}

export { __Name__Page as Component };
