/** The search field of a page: `/` goes to it; it waits for a short pause in typing. */
import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

const PAUSE = 250;

interface SearchProps {
  value: string;
  placeholder: string;
  onSearch: (what: string) => void;
}

export function SearchField({ value, placeholder, onSearch }: SearchProps) {
  const [typed, setTyped] = useState(value);
  const said = useRef(value);
  useEffect(() => {
    if (value !== said.current) {
      said.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === said.current) return;
    const timer = window.setTimeout(() => {
      said.current = typed;
      onSearch(typed.trim());
    }, PAUSE);
    return () => window.clearTimeout(timer);
  }, [typed, onSearch]);
  return (
    <span data-search className="search-field">
      <Input
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        placeholder={placeholder}
        aria-label={placeholder}
        value={typed}
        maxLength={100}
        onChange={(event) => setTyped(event.target.value)}
      />
    </span>
  );
}
