using Npgsql;

namespace Ami.Tests.Identity;

/// <summary>Looks for a person in every column of every table.</summary>
internal static class PersonalTraces
{
    /// <returns>The columns, as <c>schema.table.column</c>, in which the person's id or address stands, also within a longer text.</returns>
    internal static async Task<IReadOnlyList<string>> Of(string connection, Guid userId, string email)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var found = new List<string>();
        foreach (var (table, column) in await Columns(source))
        {
            await using var command = source.CreateCommand(
                $"select exists (select from {table} where strpos(lower({column}::text), $1) > 0 or strpos(lower({column}::text), $2) > 0)"
            );
            command.With(userId.ToString()).With(email);
            if (await command.ExecuteScalarAsync() is true)
            {
                found.Add($"{table}.{column}");
            }
        }

        return found;
    }

    /// <returns>Tables with a column <c>user_id</c> that no foreign key empties together with the account.</returns>
    internal static async Task<IReadOnlyList<string>> TablesThatNameUsers(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            """
            select n.nspname || '.' || c.relname
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attname = 'user_id' and not a.attisdropped and c.relkind in ('r', 'p')
              and not exists (select from pg_constraint k where k.conrelid = c.oid and k.confrelid = 'identity.users'::regclass and k.confdeltype = 'c')
            """
        );
        return await Texts(command);
    }

    private static async Task<IReadOnlyList<(string Table, string Column)>> Columns(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '|' || quote_ident(a.attname)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)'
              and a.atttypid in ('uuid'::regtype, 'text'::regtype, 'json'::regtype, 'jsonb'::regtype, 'uuid[]'::regtype, 'text[]'::regtype)
            order by 1
            """
        );
        return [.. (await Texts(command)).Select(text => text.Split('|')).Select(parts => (parts[0], parts[1]))];
    }

    private static async Task<IReadOnlyList<string>> Texts(NpgsqlCommand command)
    {
        var texts = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
