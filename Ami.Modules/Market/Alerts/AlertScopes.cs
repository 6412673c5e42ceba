using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.History;

namespace Ami.Modules.Market.Alerts;

/// <summary>The groups that a change of alerts is about: those of a symbol, or of every one, and an interval.</summary>
internal static class AlertScopes
{
    private const string InScopes = """
        exists (
            select 1 from unnest($1::text[], $2::text[]) as w (symbol, interval)
            where w.interval = g.interval and (w.symbol is null or w.symbol = g.symbol))
        """;

    /// <summary>
    /// Holds groups for this transaction, before it reads what it changes: whoever looks at their alerts does so before or after it as a whole. In one order,
    /// whoever does it at the same time.
    /// </summary>
    /// <param name="unitOfWork">The transaction.</param>
    /// <param name="scopes">Symbols, null for every one, and intervals.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task Hold(UnitOfWork unitOfWork, IReadOnlyCollection<(string? Symbol, string Interval)> scopes, CancellationToken cancellationToken) =>
        Run(unitOfWork, $"select 1 from market.alert_groups g where {InScopes} order by symbol, interval for update", scopes, cancellationToken);

    /// <summary>Says that alerts of groups that are held have changed; makes those that are not there.</summary>
    /// <param name="unitOfWork">The transaction.</param>
    /// <param name="scopes">As they were held.</param>
    /// <param name="listed">All symbols.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task Touch(
        UnitOfWork unitOfWork,
        IReadOnlyCollection<(string? Symbol, string Interval)> scopes,
        IReadOnlyList<SymbolSpec> listed,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var wall = now.ToUnixTimeMilliseconds();
        var groups = scopes
            .SelectMany(
                scope => listed.Where(spec => scope.Symbol is null || spec.Symbol.Value == scope.Symbol),
                (scope, spec) => (Symbol: spec.Symbol.Value, scope.Interval, Run: AlertGroups.RunOf(spec), At: CandleStore.Instant(spec.ClockAt(wall)))
            )
            .ToList();
        await using var command = unitOfWork.Command(
            """
            insert into market.alert_groups (symbol, interval, run, evaluated_to, changes)
            select symbol, interval, run, evaluated_to, 0 from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[])
                as u (symbol, interval, run, evaluated_to) order by symbol, interval
            on conflict do nothing
            """
        );
        command
            .With(groups.Select(group => group.Symbol).ToArray())
            .With(groups.Select(group => group.Interval).ToArray())
            .With(groups.Select(group => group.Run).ToArray())
            .With(groups.Select(group => group.At).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
        await Run(unitOfWork, $"update market.alert_groups g set changes = changes + 1 where {InScopes}", scopes, cancellationToken);
    }

    private static async Task Run(
        UnitOfWork unitOfWork,
        string statement,
        IReadOnlyCollection<(string? Symbol, string Interval)> scopes,
        CancellationToken cancellationToken
    )
    {
        await using var command = unitOfWork.Command(statement);
        command.With(scopes.Select(scope => scope.Symbol).ToArray()).With(scopes.Select(scope => scope.Interval).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
