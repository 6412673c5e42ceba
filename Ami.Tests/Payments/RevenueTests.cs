using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.Modules.Payments.Contracts;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Payments;

/// <summary>The figures of revenue over a history that was made up, against a computation of their own by going through it day by day.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class RevenueTests : StaffedApiTests<RevenueTests>
{
    private const string Path = "/api/admin/payments/revenue";
    private static readonly DateTimeOffset Begin = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly (Plan Plan, BillingInterval Interval, decimal Amount)[] Prices =
    [
        (Plan.Basic, BillingInterval.Month, 9),
        (Plan.Pro, BillingInterval.Month, 29),
        (Plan.Pro, BillingInterval.Year, 290),
        (Plan.Premium, BillingInterval.Month, 79.5m),
    ];
    private static readonly List<Change> History = [];

    /// <summary>What happened to a subscription.</summary>
    private sealed record Change(string Subscription, Guid Person, string Currency, DateTimeOffset At, Standing Standing, decimal Amount, bool Yearly)
    {
        public decimal Monthly =>
            Standing is not (Standing.Active or Standing.Grace) ? 0
            : Yearly ? Amount / 12
            : Amount;
    }

    [ClassInitialize]
    public static Task MakeUp(TestContext _) =>
        Host.InScope(async services =>
        {
            var random = new Random(41);
            var (unitOfWork, history) = (services.GetRequiredService<UnitOfWork>(), services.GetRequiredService<SubscriptionHistory>());
            var people = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToList();
            var rows = Enumerable
                .Range(0, 60)
                .SelectMany(number => LifeOf($"sub_{number}", people[random.Next(people.Count)], number % 3 == 0 ? "EUR" : "USD", random))
                .OrderBy(row => row.ChangedAt)
                .ToList();
            await unitOfWork.Run(async ct =>
            {
                foreach (var row in rows)
                {
                    await history.Keep(row, ct);
                    // The same again is no change.
                    await history.Keep(row, ct);
                }
            });
            return true;
        });

    [TestMethod]
    [DataRow("USD", "2025-01-01", "2025-12-31")]
    [DataRow("USD", "2025-03-10", "2025-08-20")]
    [DataRow("EUR", "2025-02-01", "2025-09-30")]
    public async Task Figures_OfAPeriod_AreWhatGoingThroughTheHistoryGivesAndTheirRowsAddUp(string currency, string from, string to)
    {
        var (start, end) = (Day(from), Day(to).AddDays(1));
        var query = $"currency={currency}&from={from}&to={to}";
        var view = await Admin.Client.Get<RevenueView>($"{Path}?{query}");
        view.Currencies.ShouldBe(["EUR", "USD"]);
        var report = view.Report.ShouldNotBeNull();

        var (before, after) = (Paying(currency, start), Paying(currency, end));
        decimal Was(Guid person) => before.GetValueOrDefault(person);
        decimal Is(Guid person) => after.GetValueOrDefault(person);
        var all = before.Keys.Union(after.Keys).ToList();
        report.Mrr.ShouldBe(Part(after.Keys, Is));
        report.Arr.ShouldBe(Cents(12 * after.Values.Sum()));
        report.Arpu.ShouldBe(Cents(report.Mrr.Amount / after.Count));
        report.Start.ShouldBe(Part(before.Keys, Was));
        report.New.ShouldBe(Part(all.Where(one => Was(one) == 0), Is));
        report.Churned.ShouldBe(Part(all.Where(one => Is(one) == 0), Was));
        report.Expansion.ShouldBe(Part(all.Where(one => Was(one) > 0 && Is(one) > Was(one)), one => Is(one) - Was(one)));
        report.Contraction.ShouldBe(Part(all.Where(one => Is(one) > 0 && Is(one) < Was(one)), one => Was(one) - Is(one)));
        report.CustomerChurn.ShouldBe(before.Count == 0 ? null : (decimal)all.Count(one => Is(one) == 0) / before.Count);
        report.RevenueChurn.ShouldBe(before.Count == 0 ? null : (report.Churned.Amount + report.Contraction.Amount) / report.Start.Amount);
        (report.Failed, report.Recovered).ShouldBe(Failures(currency, start, end));
        report
            .Months.Select(one => (one.Mrr, one.Customers))
            .ShouldBe(report.Months.Select(one => (Cents(Paying(currency, one.At).Values.Sum()), Paying(currency, one.At).Count)));
        report.Months[^1].At.ShouldBe(end);
        report.Cohorts.Sum(one => one.Size).ShouldBe(FirstPaid(currency, end).Count(one => one.Value >= start));
        report.Cohorts.Select(one => one.Kept[^1]).Sum().ShouldBe(FirstPaid(currency, end).Count(one => one.Value >= start && Is(one.Key) > 0));
        foreach (var cohort in report.Cohorts)
        {
            var members = FirstPaid(currency, end)
                .Where(one => one.Value >= start && one.Value >= cohort.Month && one.Value < cohort.Month.AddMonths(1))
                .ToList();
            (cohort.Size, cohort.Kept[0]).ShouldBe(
                (members.Count, members.Count(one => Paying(currency, Earlier(cohort.Month.AddMonths(1), end)).ContainsKey(one.Key)))
            );
        }

        await RowsAddUp(query, report);
    }

    [TestMethod]
    [DataRow("?currency=XXX", "payments.currency_unknown")]
    [DataRow("?from=2025-02-01&to=2025-01-01", "payments.period_invalid")]
    [DataRow("?from=0001-01-01&to=9999-12-31", "payments.period_invalid")]
    public async Task Period_ThatIsNone_IsRefused(string query, string code) => (await Admin.Client.GetAsync(Path + query).Code()).ShouldBe(code);

    private static async Task RowsAddUp(string query, RevenueReport report)
    {
        async Task<RevenueRows> Rows(RevenueFigure figure) => await Admin.Client.Get<RevenueRows>($"{Path}/rows?figure={StripeMoney.Name(figure)}&{query}");
        foreach (
            var (figure, part) in (IEnumerable<(RevenueFigure, RevenuePart)>)
                [
                    (RevenueFigure.Mrr, report.Mrr),
                    (RevenueFigure.New, report.New),
                    (RevenueFigure.Expansion, report.Expansion),
                    (RevenueFigure.Contraction, report.Contraction),
                    (RevenueFigure.Churned, report.Churned),
                    (RevenueFigure.Failed, report.Failed),
                ]
        )
        {
            var rows = await Rows(figure);
            var sum = figure switch
            {
                RevenueFigure.Mrr => rows.Items.Sum(one => one.After),
                RevenueFigure.Failed => rows.Items.Sum(one => one.Before),
                _ => rows.Items.Sum(one => decimal.Abs(one.After - one.Before)),
            };
            (Cents(sum), rows.Total).ShouldBe((part.Amount, part.Customers), figure.ToString());
            var csv = await Admin.Client.GetStringAsync($"{Path}/rows/export.csv?figure={StripeMoney.Name(figure)}&{query}");
            csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1 + rows.Total);
        }

        (await Rows(RevenueFigure.Cohort)).Total.ShouldBe(report.Cohorts.Sum(one => one.Size));
    }

    private static IEnumerable<SubscriptionRow> LifeOf(string id, Guid person, string currency, Random random)
    {
        var (at, former) = (Begin.AddDays(random.Next(-30, 300)).AddMinutes(random.Next(1_440)), default(Change));
        for (var i = random.Next(1, 7); i > 0; i--, at = at.AddDays(random.Next(1, 60)))
        {
            var (plan, interval, amount) = Prices[random.Next(Prices.Length)];
            var standing = (Standing)random.Next(Enum.GetValues<Standing>().Length);
            var change = new Change(id, person, currency, at, standing, amount, interval == BillingInterval.Year);
            if (former is null || (former.Standing, former.Amount, former.Yearly) != (change.Standing, change.Amount, change.Yearly))
            {
                History.Add(change);
            }

            former = change;
            yield return new SubscriptionRow
            {
                Id = ComputedId.Of(id),
                StripeId = id,
                UserId = person,
                Status = "active",
                Plan = plan,
                Interval = interval,
                Currency = currency,
                Amount = amount,
                PeriodStart = at,
                PeriodEnd = at,
                IsPaused = false,
                Granted = plan,
                Standing = standing,
                FetchSeq = 1,
                CreatedAt = at,
                ChangedAt = at,
            };
        }
    }

    private static Dictionary<Guid, decimal> Paying(string currency, DateTimeOffset before) =>
        History
            .Where(one => one.Currency == currency && one.At < before)
            .GroupBy(one => one.Subscription)
            .Select(one => one.MaxBy(change => change.At)!)
            .Where(one => one.Monthly > 0)
            .GroupBy(one => one.Person)
            .ToDictionary(one => one.Key, one => one.Sum(change => change.Monthly));

    private static Dictionary<Guid, DateTimeOffset> FirstPaid(string currency, DateTimeOffset before) =>
        History
            .Where(one => one.Currency == currency && one.At < before && one.Monthly > 0)
            .GroupBy(one => one.Person)
            .ToDictionary(one => one.Key, one => one.Min(change => change.At));

    private static (RevenuePart, int) Failures(string currency, DateTimeOffset from, DateTimeOffset to)
    {
        var (amount, failed, recovered) = (0m, 0, 0);
        foreach (var life in History.Where(one => one.Currency == currency).GroupBy(one => one.Subscription))
        {
            var all = life.OrderBy(one => one.At).ToList();
            for (var i = 1; i < all.Count; i++)
            {
                if (
                    all[i].At >= from
                    && all[i].At < to
                    && all[i].Standing is Standing.Grace or Standing.Unpaid
                    && all[i - 1].Standing is Standing.Active or Standing.Trial
                )
                {
                    (amount, failed) = (amount + all[i].Amount, failed + 1);
                    recovered += all.Skip(i + 1).Any(one => one.Standing == Standing.Active && one.At < to) ? 1 : 0;
                }
            }
        }

        return (new(amount, failed), recovered);
    }

    private static RevenuePart Part(IEnumerable<Guid> people, Func<Guid, decimal> amount)
    {
        var all = people.ToList();
        return new(Cents(all.Sum(amount)), all.Count);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static decimal Cents(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
