namespace Ami.Modules.Payments;

/// <summary>A figure whose rows can be seen.</summary>
internal enum RevenueFigure
{
    /// <summary>Customers who paid at the end.</summary>
    Mrr,

    /// <summary>Who did not pay at the beginning and did at the end.</summary>
    New,

    /// <summary>Who paid more at the end than at the beginning.</summary>
    Expansion,

    /// <summary>Who paid less.</summary>
    Contraction,

    /// <summary>Who paid at the beginning and did not at the end.</summary>
    Churned,

    /// <summary>Renewals that could not be paid.</summary>
    Failed,

    /// <summary>Who paid first in a month.</summary>
    Cohort,
}

/// <summary>What a customer brought in a month at both ends of a period.</summary>
internal sealed record CustomerChange(Guid Customer, Guid? UserId, IReadOnlyList<PaidState> States, decimal Before, decimal After)
{
    /// <summary>Which figure it belongs to, besides those of the end; null where nothing changed.</summary>
    public RevenueFigure? Figure =>
        this switch
        {
            { Before: 0, After: > 0 } => RevenueFigure.New,
            { Before: > 0, After: 0 } => RevenueFigure.Churned,
            _ when After > Before => RevenueFigure.Expansion,
            _ when After < Before => RevenueFigure.Contraction,
            _ => null,
        };
}

/// <summary>Money a month, and whose.</summary>
/// <param name="Amount">Without a sign.</param>
/// <param name="Customers">How many.</param>
internal sealed record RevenuePart(decimal Amount, int Customers);

/// <summary>How revenue stood at the end of a month, or of the period.</summary>
internal sealed record RevenuePoint(DateTimeOffset At, decimal Mrr, int Customers);

/// <summary>Customers who paid first in the same month.</summary>
/// <param name="Month">Its first moment, UTC.</param>
/// <param name="Size">How many.</param>
/// <param name="Kept">How many of them paid at the end of that month, of the next, and so on; the last is the end of the period.</param>
internal sealed record RevenueCohort(DateTimeOffset Month, int Size, IReadOnlyList<int> Kept);

/// <summary>The figures of one currency and one period. Sums of rows: <see cref="CustomerChange"/>, <see cref="FailedPayment"/>.</summary>
internal sealed record RevenueReport(
    string Currency,
    DateTimeOffset From,
    DateTimeOffset To,
    RevenuePart Start,
    RevenuePart Mrr,
    decimal Arr,
    decimal? Arpu,
    RevenuePart New,
    RevenuePart Expansion,
    RevenuePart Contraction,
    RevenuePart Churned,
    decimal? CustomerChurn,
    decimal? RevenueChurn,
    RevenuePart Failed,
    int Recovered,
    IReadOnlyList<RevenuePoint> Months,
    IReadOnlyList<RevenueCohort> Cohorts
);

/// <summary>Works the figures out. Nothing here reads.</summary>
internal static class Revenue
{
    private const int MostCohorts = 12;

    /// <summary>Begins of the months that end within a period, and its own two ends.</summary>
    public static IReadOnlyList<DateTimeOffset> Moments(DateTimeOffset from, DateTimeOffset to) => [from, .. Ends(from, to)];

    /// <summary>Who paid how much at both ends.</summary>
    public static IReadOnlyList<CustomerChange> Changes(IEnumerable<PaidState> start, IEnumerable<PaidState> end)
    {
        var (before, after) = (start.ToLookup(one => one.Customer), end.ToLookup(one => one.Customer));
        return
        [
            .. before
                .Select(one => one.Key)
                .Union(after.Select(one => one.Key))
                .Select(customer =>
                {
                    var states = (after[customer].Any() ? after[customer] : before[customer]).OrderBy(one => one.StripeId, StringComparer.Ordinal).ToList();
                    return new CustomerChange(
                        customer,
                        states[0].UserId,
                        states,
                        before[customer].Sum(one => one.Monthly),
                        after[customer].Sum(one => one.Monthly)
                    );
                })
                .OrderByDescending(one => decimal.Max(one.Before, one.After))
                .ThenBy(one => one.Customer),
        ];
    }

    public static RevenueReport Report(
        string currency,
        DateTimeOffset from,
        DateTimeOffset to,
        ILookup<DateTimeOffset, PaidState> history,
        IReadOnlyList<PaidState> first,
        IReadOnlyList<FailedPayment> failed
    )
    {
        var changes = Changes(history[from], history[to]);
        RevenuePart Part(RevenueFigure figure)
        {
            var all = changes.Where(one => one.Figure == figure).ToList();
            return new(Round(all.Sum(one => decimal.Abs(one.After - one.Before))), all.Count);
        }

        var (start, end) = (new RevenuePart(Round(changes.Sum(one => one.Before)), changes.Count(one => one.Before > 0)), At(history[to]));
        var (churned, contraction) = (Part(RevenueFigure.Churned), Part(RevenueFigure.Contraction));
        return new RevenueReport(
            currency,
            from,
            to,
            start,
            end,
            Round(12 * changes.Sum(one => one.After)),
            end.Customers == 0 ? null : Round(end.Amount / end.Customers),
            Part(RevenueFigure.New),
            Part(RevenueFigure.Expansion),
            contraction,
            churned,
            start.Customers == 0 ? null : (decimal)churned.Customers / start.Customers,
            start.Amount == 0 ? null : (churned.Amount + contraction.Amount) / start.Amount,
            new(failed.Sum(one => one.Amount), failed.Count),
            failed.Count(one => one.RecoveredAt is not null),
            [.. Ends(from, to).Select(at => Point(at, At(history[at])))],
            Cohorts(from, to, history, first)
        );
    }

    /// <summary>The first moment of a month.</summary>
    public static DateTimeOffset MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private static IEnumerable<DateTimeOffset> Ends(DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = MonthOf(from).AddMonths(1); at < to; at = at.AddMonths(1))
        {
            yield return at;
        }

        yield return to;
    }

    private static List<RevenueCohort> Cohorts(
        DateTimeOffset from,
        DateTimeOffset to,
        ILookup<DateTimeOffset, PaidState> history,
        IReadOnlyList<PaidState> first
    )
    {
        var paying = Ends(from, to).ToDictionary(at => at, at => history[at].Select(one => one.Customer).ToHashSet());
        return
        [
            .. first
                .Where(one => one.At >= from)
                .GroupBy(one => MonthOf(one.At))
                .OrderByDescending(month => month.Key)
                .Take(MostCohorts)
                .OrderBy(month => month.Key)
                .Select(month => new RevenueCohort(
                    month.Key,
                    month.Count(),
                    [.. paying.Where(end => end.Key > month.Key).OrderBy(end => end.Key).Select(end => month.Count(one => end.Value.Contains(one.Customer)))]
                )),
        ];
    }

    private static RevenuePoint Point(DateTimeOffset at, RevenuePart part) => new(at, part.Amount, part.Customers);

    private static RevenuePart At(IEnumerable<PaidState> states)
    {
        var all = states.ToList();
        return new(Round(all.Sum(one => one.Monthly)), all.Select(one => one.Customer).Distinct().Count());
    }

    /// <summary>A year's price over twelve has no end: figures have cents, and are rounded after they are added up.</summary>
    private static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}
