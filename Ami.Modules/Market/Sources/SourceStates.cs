using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Npgsql;

namespace Ami.Modules.Market.Sources;

/// <summary>How a source is, as staff see it.</summary>
/// <param name="Source">Which.</param>
/// <param name="Code">What is wrong, <c>market.source_…</c>; null when nothing is.</param>
/// <param name="Message">The same in English, with figures.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="SeenAt">When it was last told.</param>
internal sealed record SourceState(PriceSource Source, string? Code, string? Message, DateTimeOffset Since, DateTimeOffset SeenAt);

/// <summary>What the process that follows sources says of them, in <c>market.source_states</c>.</summary>
internal sealed class SourceStates(NpgsqlDataSource dataSource, TimeProvider time)
{
    private readonly ConcurrentDictionary<PriceSource, Error?> _now = new();

    /// <summary>What is wrong with a source now; null when nothing is.</summary>
    public Error? Of(PriceSource source) => _now.GetValueOrDefault(source);

    /// <summary>Notes what is wrong; null when all is well.</summary>
    public void Report(PriceSource source, Error? trouble) => _now[source] = trouble;

    /// <summary>Stores what was noted.</summary>
    public async Task Save(CancellationToken cancellationToken)
    {
        foreach (var (source, trouble) in _now)
        {
            await using var command = dataSource.CreateCommand(
                """
                insert into market.source_states as s (source, code, message, since, seen_at) values ($1, $2, $3, $4, $4)
                on conflict (source) do update set code = excluded.code, message = excluded.message, seen_at = excluded.seen_at,
                    since = case when s.code is distinct from excluded.code then excluded.since else s.since end
                """
            );
            command.With(source.ToString());
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = trouble?.Code });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = trouble?.Message });
            command.With(time.GetUtcNow());
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Every source that was ever followed, by name.</summary>
    public async Task<List<SourceState>> All(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select source, code, message, since, seen_at from market.source_states order by source");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var states = new List<SourceState>();
        while (await reader.ReadAsync(cancellationToken))
        {
            states.Add(
                new SourceState(
                    Enum.Parse<PriceSource>(reader.GetString(0)),
                    await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetString(1),
                    await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2),
                    reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetFieldValue<DateTimeOffset>(4)
                )
            );
        }

        return states;
    }
}

/// <summary>Sources with trouble, for the admin area's front page. What was not told of for long is switched off, or its silo is gone, which is shown elsewhere.</summary>
internal sealed class SourceFigures(SourceStates states, TimeProvider time) : IFigures
{
    private static readonly TimeSpan Counts = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Figure>> Read(CancellationToken cancellationToken)
    {
        var followed = (await states.All(cancellationToken)).Where(state => time.GetUtcNow() - state.SeenAt < Counts).ToList();
        var troubled = followed.Count(state => state.Code is not null);
        return followed.Count == 0 ? [] : [new Figure("market.sources_troubled", troubled, troubled > 0)];
    }
}
