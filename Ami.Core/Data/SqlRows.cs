using Npgsql;

namespace Ami.Core;

/// <summary>What a statement answered.</summary>
public static class SqlRows
{
    /// <summary>The rows of the current result that are left.</summary>
    /// <param name="reader">Stands before the first of them, and after the last afterwards.</param>
    /// <param name="read">Makes a value of the row that the reader stands at.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<T>> All<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
