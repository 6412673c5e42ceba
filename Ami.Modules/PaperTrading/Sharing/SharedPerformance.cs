using Ami.Core.Documents;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Features;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.PaperTrading.Sharing;

/// <summary>The performance of a practice account as everybody sees it who has a link: live, from the queries of the account's own page.</summary>
internal sealed class SharedPerformance(PaperTradingDb db, NpgsqlDataSource dataSource) : ISharedThing<PerformanceTerms, PaperPerformance>
{
    public static ShareKind<PerformanceTerms, PaperPerformance> Kind { get; } = new("paper-performance");

    public async Task<Result<PaperPerformance>> Show(Guid owner, Guid subject, PerformanceTerms terms, CancellationToken cancellationToken)
    {
        if (!(await db.Owned(owner, subject, terms.Generation, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing;
        }

        var lives = await db
            .Database.SqlQuery<LifeRow>(
                $"""
                select starting_cash as "StartingCash", started_at as "StartedAt", ended_at as "EndedAt"
                from paper_trading.generations where account_id = {subject} and number = {terms.Generation}
                """
            )
            .ToListAsync(cancellationToken);
        if (lives is not [var life])
        {
            return PaperErrors.AccountNotFound;
        }

        var curve = await GetEquity.Of(dataSource, subject, terms.Generation, null, null, cancellationToken);
        var stats = await GetStats.Of(dataSource, subject, terms.Generation, cancellationToken);
        return PaperPerformance.Of(terms, owned.Account.Currency, life, curve, stats);
    }

    public Document Print(PaperPerformance view, string? title, Language language, DateTimeOffset at) => PerformanceDocument.Of(view, title, language, at);
}
