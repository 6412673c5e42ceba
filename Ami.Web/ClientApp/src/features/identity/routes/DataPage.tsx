import { Stack } from '@mantine/core';
import { DeleteSection } from '../my-data/DeleteSection';
import { ExportSection } from '../my-data/ExportSection';

/** What AMI holds of oneself: take it along, or have it erased. */
export function DataPage() {
  return (
    <Stack gap="md">
      <ExportSection />
      <DeleteSection />
    </Stack>
  );
}

export { DataPage as Component };
