import { Button } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { DataTable } from './DataTable';
import { Dialog } from './Dialog';
import { Table } from './Table';

beforeEach(() => switchLanguage('en'));

function Asking() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Ask</Button>
      {open && (
        <Dialog opened onClose={() => setOpen(false)} title="Sure?">
          <Button data-autofocus>Yes</Button>
        </Dialog>
      )}
    </>
  );
}

function Rows() {
  const [rows, setRows] = useState(['A', 'B', 'C']);
  return (
    <section aria-label="Orders">
      {rows.length > 0 && (
        <DataTable label="Orders">
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row}>
                <Table.Td>
                  <Button onClick={() => setRows(rows.filter((each) => each !== row))}>Cancel {row}</Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      )}
    </section>
  );
}

describe('focus', () => {
  it('returns to where it came from when a dialog that is taken away ends with Escape', async () => {
    renderPage(<Asking />);
    const user = userEvent.setup();
    const ask = screen.getByRole('button', { name: 'Ask' });
    await user.click(ask);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Yes'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(ask));
  });

  it('goes to the row that takes the place of one that vanished, and to the panel after the last', async () => {
    renderPage(<Rows />);
    const user = userEvent.setup();
    const cancel = (row: string) => user.click(screen.getByRole('button', { name: `Cancel ${row}` }));
    const focused = () => document.activeElement?.textContent;
    await cancel('A');
    expect(focused()).toBe('Cancel B');
    expect(document.activeElement?.tagName).toBe('TR');
    await cancel('C');
    expect(focused()).toBe('Cancel B');
    await cancel('B');
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Orders' }));
  });
});
