/** Choosing a customer by typing. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { searchCustomers } from '@/api/calls';
import { groupPhone } from '@/shared/format/phone';

interface Props {
  label: string;
  /** Who is not to choose from. */
  without: string;
  onChoose: (id: string) => void;
}

export function CustomerSelect({ label, without, onChoose }: Props) {
  const [typed, setTyped] = useState('');
  const what = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['customers', 'find', what],
    queryFn: () => searchCustomers(what, 20),
    enabled: what !== '',
    placeholderData: keepPreviousData,
  });
  const items = what ? (found.data?.items ?? []) : [];
  return (
    <Select
      aria-label={label}
      placeholder={label}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={null}
      notFoundContent={null}
      loading={found.isFetching}
      options={items
        .filter((one) => one.id !== without)
        .map((one) => ({
          value: one.id,
          label: [one.name, one.company, groupPhone(one.numbers[0] ?? '')].filter(Boolean).join(' · '),
        }))}
      onSelect={(id: string | null) => {
        setTyped('');
        if (id) onChoose(id);
      }}
    />
  );
}
