using Ami.Modules.Learning;

namespace Ami.Tests.Learning;

/// <summary>What a session has, by whose day it is and how fast they are.</summary>
[TestClass]
public sealed class PracticePlanTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Of_DueCards_ComeFirstAndTheLongestDueFirst()
    {
        var (late, later, tomorrow) = (Known(Noon.AddDays(-1)), Known(Noon.AddDays(-3)), Known(Noon.AddDays(1)));
        var (fresh, soon) = (New(1), Step(Noon.AddMinutes(5)));
        var plan = Plan([fresh, late, later, tomorrow, soon]);
        plan.Session.ShouldBe([later, late, fresh]);
        plan.Coming[0].ShouldBe(new DayLoad(new DateOnly(2026, 3, 29), 1));
        Plan([soon], now: Noon.AddMinutes(5)).Session.ShouldBe([soon]);
    }

    [TestMethod]
    public void Of_NewCards_AreSoManyADayInTheirOrder()
    {
        var cards = Enumerable.Range(1, 15).Select(New).ToList();
        var plan = Plan([.. cards.AsEnumerable().Reverse()]);
        plan.Fresh.ShouldBe(cards.Take(PracticePlan.NewPerDay));
        plan.Waiting.ShouldBe(5);
        Plan(cards, newToday: 8).Fresh.Length.ShouldBe(2);
        (Plan(cards, newToday: 30).Fresh.Length, Plan(cards, newToday: 30).Waiting).ShouldBe((0, 15));
    }

    [TestMethod]
    [DataRow(12.0, 25)]
    [DataRow(30.0, 10)]
    [DataRow(1.0, 60)]
    [DataRow(60.0, 5)]
    [DataRow(500.0, 5)]
    public void Of_AnyPace_LastsAboutFiveMinutes(double pace, int cards) =>
        Plan([.. Enumerable.Range(1, 100).Select(n => Known(Noon.AddHours(-n)))], pace: pace).Session.Length.ShouldBe(cards);

    [TestMethod]
    public void Of_KnownCard_IsDueFromTheBeginningOfItsDayWhereThePersonLives()
    {
        // 23:30 on the 28th in Buenos Aires, when it is the 29th in UTC.
        var card = Known(new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.Zero));
        Plan([card], zone: "America/Argentina/Buenos_Aires").Due.ShouldBe([card]);
        Plan([card]).Due.ShouldBeEmpty();
        Plan([card], zone: "America/Argentina/Buenos_Aires", now: Noon.AddHours(-10)).Due.ShouldBeEmpty("there it is the 27th");
    }

    [TestMethod]
    public void Of_DayOfTwentyThreeHours_CountsEachCardOnce()
    {
        // In Madrid clocks go from 2:00 to 3:00 on 29 March 2026.
        var cards = Enumerable.Range(0, 7 * 24).Select(hour => Known(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero).AddHours(hour))).ToList();
        var plan = Plan(cards, zone: "Europe/Madrid");
        plan.Coming.Select(day => day.Due).ShouldBe([23, 24, 24, 24, 24, 24, 24]);
    }

    [TestMethod]
    public void Pace_OwnReviews_CountWhereThereAreEnough()
    {
        PracticePlan.Pace([3, 3, 3]).ShouldBe(PracticePlan.UsualPace);
        PracticePlan.Pace([.. Enumerable.Repeat(4, 9), 3_600]).ShouldBe(4, "one pause says nothing");
        PracticePlan.Pace([.. Enumerable.Repeat(3_600, 10)]).ShouldBe(60);
        PracticePlan.Pace([.. Enumerable.Repeat(0, 10)]).ShouldBe(1);
    }

    private static PracticePlan Plan(
        IReadOnlyCollection<DeckCard> cards,
        string zone = "UTC",
        DateTimeOffset? now = null,
        int newToday = 0,
        double pace = 10
    ) => PracticePlan.Of(cards, now ?? Noon, TimeZoneInfo.FindSystemTimeZoneById(zone), newToday, pace);

    private static DeckCard New(int position) => Of(position, Memory.New);

    private static DeckCard Known(DateTimeOffset due) => Of(1, new Memory(CardPhase.Review, 0, 10, 5, due, due.AddDays(-10), 3));

    private static DeckCard Step(DateTimeOffset due) => Of(1, new Memory(CardPhase.Learning, 1, 2, 5, due, due.AddMinutes(-10), 1));

    private static DeckCard Of(int position, Memory memory) =>
        new(ComputedId.Of($"{position} {memory}"), null, true, Noon.AddDays(-20), position, memory.Reviews, memory, null);
}
