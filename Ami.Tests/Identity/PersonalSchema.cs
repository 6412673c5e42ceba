using Npgsql;

namespace Ami.Tests.Identity;

/// <summary>
/// Which tables can say something of a person: those with an id that refers to no other thing, with a column that is named like what people have, and all
/// whose rows belong to a row of such a table.
/// </summary>
internal sealed class PersonalSchema
{
    /// <summary>What a register names for good reasons though no column shows it: a dispute has the reference of a payment, which leads to its purchase.</summary>
    public static readonly string[] SaysNothingByItself = ["payments.disputes"];

    /// <summary>Tables that only look as if they said something of people.</summary>
    private static readonly Dictionary<string, string> OfNobody = new()
    {
        ["core.silos"] = "the address of a server",
        ["identity.roles"] = "what a role is called",
        ["identity.role_permissions"] = "what a role may do",
    };

    private readonly HashSet<string> _all = [];
    private readonly HashSet<string> _personal = [];

    private PersonalSchema() { }

    public static async Task<PersonalSchema> Read(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var schema = new PersonalSchema();
        await foreach (var (table, says) in Pairs(source, Tables))
        {
            schema._all.Add(table);
            if (says.Length > 0)
            {
                schema._personal.Add(table);
            }
        }

        var parents = new List<(string Child, string Parent)>();
        await foreach (var pair in Pairs(source, Parents))
        {
            parents.Add(pair);
        }

        schema._personal.ExceptWith(OfNobody.Keys);
        while (parents.Any(pair => schema._personal.Contains(pair.Parent) && !OfNobody.ContainsKey(pair.Child) && schema._personal.Add(pair.Child)))
        {
            // Until nothing is added any more.
        }

        return schema;
    }

    /// <summary>Tables that say something of people and that no entry names.</summary>
    public IReadOnlyList<string> Unnamed(IReadOnlyList<KeptData> kept) =>
        [.. _personal.Except(kept.SelectMany(one => one.Tables)).Order(StringComparer.Ordinal)];

    /// <summary>Tables that entries name and that do not exist.</summary>
    public IReadOnlyList<string> Missing(IReadOnlyList<KeptData> kept) => [.. kept.SelectMany(one => one.Tables).Except(_all).Order(StringComparer.Ordinal)];

    private const string Mine = "c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)'";

    private const string Tables = $"""
        select n.nspname || '.' || c.relname, coalesce(string_agg(a.attname, ',') filter (where
            a.attname ~ '(^|_)(e?mail|address|addresses|user_agent|display_name|buyer_name|customer_id|destination|about|subject|payload)$'
            or a.atttypid = 'uuid'::regtype and a.attname <> 'id' and not exists (
                select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any(k.conkey)
                and k.confrelid <> 'identity.users'::regclass)), '')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where {Mine} group by 1
        """;

    private const string Parents = $"""
        select n.nspname || '.' || c.relname, m.nspname || '.' || p.relname
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_class p on p.oid = k.confrelid join pg_namespace m on m.oid = p.relnamespace
        where k.contype = 'f' and {Mine}
        """;

    private static async IAsyncEnumerable<(string, string)> Pairs(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            yield return (reader.GetString(0), reader.GetString(1));
        }
    }
}
