using Ami.Modules.Market.History;
using Npgsql;

namespace Ami.Modules.Market.Feed;

/// <summary>How far consumers have come per symbol, in <c>market.feed_cursors</c>.</summary>
internal sealed class FeedCursors(NpgsqlDataSource dataSource)
{
    /// <summary>All cursors: symbol id to wall time, Unix milliseconds.</summary>
    public async Task<Dictionary<int, long>> Load(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select symbol_id, consumed_to from market.feed_cursors");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var cursors = new Dictionary<int, long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            cursors[reader.GetInt32(0)] = reader.GetFieldValue<DateTimeOffset>(1).ToUnixTimeMilliseconds();
        }

        return cursors;
    }

    /// <summary>Moves cursors forward; never back, so a leader that lost its lock without noticing does no harm.</summary>
    public async Task Save(IReadOnlyDictionary<int, long> cursors, CancellationToken cancellationToken)
    {
        if (cursors.Count == 0)
        {
            return;
        }

        await using var command = dataSource.CreateCommand(
            """
            insert into market.feed_cursors as c (symbol_id, consumed_to) select * from unnest($1::int[], $2::timestamptz[])
            on conflict (symbol_id) do update set consumed_to = greatest(c.consumed_to, excluded.consumed_to)
            """
        );
        command.With(cursors.Keys.ToArray()).With(cursors.Values.Select(CandleStore.Instant).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
