using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Payments;

/// <summary>What staff see of revenue.</summary>
/// <param name="Currencies">In which something was ever paid for; figures of several are never added up.</param>
/// <param name="Report">Null where nothing was ever paid for.</param>
internal sealed record RevenueView(IReadOnlyList<string> Currencies, RevenueReport? Report);

/// <summary>A row that explains a figure: a customer, or a renewal that could not be paid.</summary>
/// <param name="UserId">The account; null once it has gone.</param>
/// <param name="Subscriptions">The provider's ids.</param>
/// <param name="Plan">Of the first of them.</param>
/// <param name="Interval">Of the first of them.</param>
/// <param name="Standing">How the first of them stood.</param>
/// <param name="Before">What the customer brought in a month at the beginning; of a cohort, with their first payment; of a renewal, what could not be collected.</param>
/// <param name="After">What they brought in a month at the end.</param>
/// <param name="At">Since when it stood so; of a cohort, when they paid first.</param>
/// <param name="RecoveredAt">When a renewal was paid after all.</param>
internal sealed record RevenueRow(
    Guid? UserId,
    IReadOnlyList<string> Subscriptions,
    Plan Plan,
    BillingInterval Interval,
    Standing Standing,
    decimal Before,
    decimal After,
    DateTimeOffset At,
    DateTimeOffset? RecoveredAt
);

/// <summary>Rows of a figure.</summary>
/// <param name="Items">The first ones, largest first; the CSV has all.</param>
/// <param name="Total">How many there are.</param>
internal sealed record RevenueRows(IReadOnlyList<RevenueRow> Items, int Total);

/// <param name="Currency">Three letters; the first that there is, where none is given.</param>
/// <param name="From">The first day, UTC; a year before the last one.</param>
/// <param name="To">The last day, UTC; today.</param>
internal readonly record struct RevenuePeriod(string? Currency = null, DateOnly? From = null, DateOnly? To = null)
{
    private const int MostDays = 3 * 366;

    /// <summary>The two moments; the second is the first one after the last day.</summary>
    public Result<(DateTimeOffset From, DateTimeOffset To)> Moments(DateTimeOffset now)
    {
        var last = To ?? DateOnly.FromDateTime(now.UtcDateTime);
        var first = From ?? (last.Year > 1 ? last.AddYears(-1) : last);
        return first > last || last.DayNumber - first.DayNumber > MostDays || last == DateOnly.MaxValue
            ? PaymentsErrors.PeriodInvalid
            : (Midnight(first), Midnight(last.AddDays(1)));
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

/// <summary>Revenue and its rows, for staff.</summary>
internal static class ReadRevenue
{
    private const int Shown = 500;

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet("/revenue", Figures)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("GetRevenue")
            .WithSummary("Recurring revenue, churn, cohorts and failed payments of one currency and period.");
        staff
            .MapGet("/revenue/rows", Rows)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ListRevenueRows")
            .WithSummary("The rows that explain a figure of revenue.");
        staff
            .MapGet("/revenue/rows/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ExportRevenueRows")
            .WithSummary("All rows that explain a figure of revenue, as CSV.");
    }

    private static async Task<Results<Ok<RevenueView>, ProblemHttpResult>> Figures(
        [AsParameters] RevenuePeriod period,
        RevenueHistory history,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!(await Chosen(period, history, time, cancellationToken)).Try(out var chosen, out var wrong))
        {
            return wrong.ToProblem();
        }

        var (currencies, currency, from, to) = chosen;
        if (currency is null)
        {
            return TypedResults.Ok(new RevenueView(currencies, null));
        }

        var report = Revenue.Report(
            currency,
            from,
            to,
            await history.Before(currency, Revenue.Moments(from, to), cancellationToken),
            await history.First(currency, to, cancellationToken),
            await history.Failed(currency, from, to, cancellationToken)
        );
        return TypedResults.Ok(new RevenueView(currencies, report));
    }

    private static async Task<Results<Ok<RevenueRows>, ProblemHttpResult>> Rows(
        Choice<RevenueFigure> figure,
        DateOnly? month,
        [AsParameters] RevenuePeriod period,
        RevenueHistory history,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        (await Explain(figure.Value, month, period, history, time, cancellationToken)).ToHttp(rows =>
            TypedResults.Ok(new RevenueRows([.. rows.Take(Shown)], rows.Count))
        );

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        Choice<RevenueFigure> figure,
        DateOnly? month,
        [AsParameters] RevenuePeriod period,
        RevenueHistory history,
        TimeProvider time,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!(await Explain(figure.Value, month, period, history, time, cancellationToken)).Try(out var rows, out var wrong))
        {
            return wrong.ToProblem();
        }

        await audit.Write(
            new AuditEntry("payments.revenue-exported", "revenue", null)
            {
                After = new
                {
                    Figure = figure.Value,
                    period.Currency,
                    period.From,
                    period.To,
                    Month = month,
                },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "revenue.csv",
            rows.ToAsyncEnumerable(),
            new("userId", r => r.UserId),
            new("subscriptions", r => string.Join(' ', r.Subscriptions)),
            new("plan", r => r.Plan),
            new("interval", r => r.Interval),
            new("standing", r => r.Standing),
            new("before", r => r.Before),
            new("after", r => r.After),
            new("at", r => r.At),
            new("recoveredAt", r => r.RecoveredAt)
        );
    }

    private static async Task<Result<List<RevenueRow>>> Explain(
        RevenueFigure figure,
        DateOnly? month,
        RevenuePeriod period,
        RevenueHistory history,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!(await Chosen(period, history, time, cancellationToken)).Try(out var chosen, out var wrong))
        {
            return wrong;
        }

        var (_, currency, from, to) = chosen;
        if (currency is null)
        {
            return new List<RevenueRow>();
        }

        if (figure == RevenueFigure.Failed)
        {
            var failed = await history.Failed(currency, from, to, cancellationToken);
            return failed.Select(one => RowOf(one.State, [one.State], one.Amount, one.State.Monthly, one.RecoveredAt)).ToList();
        }

        var states = await history.Before(currency, [from, to], cancellationToken);
        if (figure == RevenueFigure.Cohort)
        {
            var (first, paying) = (await history.First(currency, to, cancellationToken), states[to].ToLookup(one => one.Customer));
            return first
                .Where(one => one.At >= from && (month is not { } wanted || DateOnly.FromDateTime(Revenue.MonthOf(one.At).UtcDateTime) == wanted))
                .Select(one => RowOf(one, [one], one.Monthly, paying[one.Customer].Sum(now => now.Monthly), null))
                .ToList();
        }

        return Revenue
            .Changes(states[from], states[to])
            .Where(one => figure == RevenueFigure.Mrr ? one.After > 0 : one.Figure == figure)
            .Select(one => RowOf(one.States[0], one.States, one.Before, one.After, null))
            .ToList();
    }

    private static RevenueRow RowOf(PaidState state, IReadOnlyList<PaidState> all, decimal before, decimal after, DateTimeOffset? recoveredAt) =>
        new(state.UserId, [.. all.Select(one => one.StripeId)], state.Plan, state.Interval, state.Standing, before, after, state.At, recoveredAt);

    private static async Task<Result<(IReadOnlyList<string> Currencies, string? Currency, DateTimeOffset From, DateTimeOffset To)>> Chosen(
        RevenuePeriod period,
        RevenueHistory history,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!period.Moments(time.GetUtcNow()).Try(out var moments, out var wrong))
        {
            return wrong;
        }

        var currencies = await history.Currencies(cancellationToken);
        return period.Currency is { } wanted && !currencies.Contains(wanted)
            ? PaymentsErrors.CurrencyUnknown
            : (currencies, period.Currency ?? (currencies.Count > 0 ? currencies[0] : null), moments.From, moments.To);
    }
}
