using System.Globalization;
using Ami.Modules.Learning;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Learning;

/// <summary>When cards are asked again.</summary>
[TestClass]
public sealed class FsrsTests
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly DateTimeOffset Begin = new(2022, 11, 29, 12, 30, 0, TimeSpan.Zero);
    private static readonly Guid Card = new("019a0000-0000-7000-8000-000000000001");
    private static readonly Rating[] Ratings = [Rating.Again, Rating.Hard, Rating.Good, Rating.Easy];

    /// <summary>Ratings with the minutes that pass before each: from at once to years.</summary>
    private static readonly Arbitrary<(Rating Rating, int Minutes)[]> Histories = Arb.From(
        (
            from rating in Gen.Elements(Ratings)
            from minutes in Gen.OneOf(Gen.Choose(0, 30), Gen.Choose(0, 5_000), Gen.Choose(0, 3_000_000))
            select (rating, minutes)
        ).ArrayOf()
    );

    [TestMethod]
    public void Next_PublishedReviews_GiveThePublishedIntervals()
    {
        var fsrs = new Fsrs(IsFuzzy: false);
        var ratings = Enumerable.Repeat(Rating.Good, 6).Concat(Enumerable.Repeat(Rating.Again, 2)).Concat(Enumerable.Repeat(Rating.Good, 5));
        var (memory, at, intervals) = (Memory.New, Begin, new List<int>());
        foreach (var rating in ratings)
        {
            memory = fsrs.Next(memory, rating, at, Days(memory, at), Card);
            intervals.Add((Due(memory) - at).Days);
            at = Due(memory);
        }

        intervals.ShouldBe([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
    }

    /// <summary>The project's own vector of what is known of a card, and one that the others leave out: hard and easy, days later and on one day.</summary>
    [TestMethod]
    [DataRow("1 3 3 3 3 3", "0 0 1 3 8 21", 53.62690, 6.35749)]
    [DataRow("3 2 4 2 1 3 2", "0 0 3 20 40 0 2", 4.22932, 8.94724)]
    public void Next_Reviews_GiveStabilityAndDifficulty(string ratings, string days, double stability, double difficulty)
    {
        var memory = ratings
            .Split(' ')
            .Zip(days.Split(' '), (rating, passed) => (Rating: (Rating)int.Parse(rating, Invariant), Days: int.Parse(passed, Invariant)))
            .Aggregate(Memory.New, (before, review) => Fsrs.Default.Next(before, review.Rating, Begin, review.Days, Card));
        memory.Stability.ShouldBe(stability, 1e-5);
        memory.Difficulty.ShouldBe(difficulty, 1e-5);
    }

    /// <summary>Half an hour earlier each evening is a day later all the same.</summary>
    [TestMethod]
    public void DaysBy_GoesByTheDaysWhereSomebodyLives()
    {
        var madrid = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");
        var evening = Memory.New with { ReviewedAt = new DateTimeOffset(2026, 3, 28, 19, 0, 0, TimeSpan.Zero) };
        evening.DaysBy(new DateTimeOffset(2026, 3, 29, 17, 30, 0, TimeSpan.Zero), madrid).ShouldBe(1);
        evening.DaysBy(new DateTimeOffset(2026, 3, 28, 22, 59, 0, TimeSpan.Zero), madrid).ShouldBe(0);
        evening.DaysBy(new DateTimeOffset(2026, 3, 28, 23, 1, 0, TimeSpan.Zero), madrid).ShouldBe(1);
        evening.DaysBy(new DateTimeOffset(2026, 3, 27, 1, 0, 0, TimeSpan.Zero), madrid).ShouldBe(0, "a clock that went back");
        Memory.New.DaysBy(Begin, madrid).ShouldBe(0);
    }

    [TestMethod]
    public void Next_AnyReviews_StaysInRange() =>
        Prop.ForAll(
                Histories,
                history =>
                {
                    var before = Memory.New;
                    foreach (var (after, at) in Play(history, TimeSpan.Zero))
                    {
                        after.Stability.ShouldBeInRange(Fsrs.LeastStability, Fsrs.MostStability);
                        after.Difficulty.ShouldBeInRange(1, 10);
                        (Due(after) - at).ShouldBeInRange(TimeSpan.FromMinutes(1), TimeSpan.FromDays(Fsrs.Default.LongestInterval));
                        after.Phase.ShouldNotBe(CardPhase.New);
                        after.Reviews.ShouldBe(before.Reviews + 1);
                        before = after;
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void Next_Again_NeverLengthens() =>
        Prop.ForAll(
                Histories,
                Arb.From(Gen.Choose(0, 3_000_000)),
                (history, minutes) =>
                {
                    var (before, at) = Play(history, TimeSpan.Zero).LastOrDefault((Memory.New, Begin));
                    var after = Fsrs.Default.Next(before, Rating.Again, at.AddMinutes(minutes), Days(before, at.AddMinutes(minutes)), Card);
                    if (before.Phase != CardPhase.New)
                    {
                        after.Stability.ShouldBeLessThanOrEqualTo(before.Stability);
                    }

                    after.Phase.ShouldBeOneOf(CardPhase.Learning, CardPhase.Relearning);
                    (Due(after) - at.AddMinutes(minutes)).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(10));
                }
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void Next_BetterRating_NeverShortens() =>
        Prop.ForAll(
                Histories,
                Arb.From(Gen.Choose(0, 3_000_000)),
                (history, minutes) =>
                {
                    var (before, at) = Play(history, TimeSpan.Zero).LastOrDefault((Memory.New, Begin));
                    var after = Ratings
                        .Select(rating => Fsrs.Default.Next(before, rating, at.AddMinutes(minutes), Days(before, at.AddMinutes(minutes)), Card))
                        .ToList();
                    foreach (var (worse, better) in after.Zip(after.Skip(1)))
                    {
                        Due(better).ShouldBeGreaterThanOrEqualTo(Due(worse));
                        better.Stability.ShouldBeGreaterThanOrEqualTo(worse.Stability);
                        better.Difficulty.ShouldBeLessThanOrEqualTo(worse.Difficulty);
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void Next_SameReviewsOnOtherClocks_GivesTheSame() =>
        Prop.ForAll(
                Histories,
                Arb.From(Gen.Choose(-14 * 60, 14 * 60)),
                (history, offset) =>
                    Play(history, TimeSpan.FromMinutes(offset)).Select(step => step.Memory).ShouldBe(Play(history, TimeSpan.Zero).Select(step => step.Memory))
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void Next_Fuzzy_SpreadsCardsAroundTheExactInterval()
    {
        var memory = new Memory(CardPhase.Review, 0, 100, 5, Begin, Begin.AddDays(-100), 4);
        var exact = (Due(new Fsrs(IsFuzzy: false).Next(memory, Rating.Good, Begin, 100, Card)) - Begin).TotalDays;
        var spread = Enumerable
            .Range(0, 200)
            .Select(n => ComputedId.Of($"{n}"))
            .Select(card => (Due(Fsrs.Default.Next(memory, Rating.Good, Begin, 100, card)) - Begin).TotalDays)
            .ToList();
        spread.Distinct().Count().ShouldBeGreaterThan(5);
        spread.ShouldAllBe(days => Math.Abs(days - exact) <= (exact * 0.06) + 2);
        spread.Average().ShouldBe(exact, exact * 0.02);
    }

    [TestMethod]
    public void Recall_AfterTheStability_IsNinetyPercent()
    {
        Fsrs.Recall(17, 17).ShouldBe(0.9, 1e-12);
        Fsrs.Recall(17, 0).ShouldBe(1);
        Fsrs.Recall(17, 170).ShouldBeLessThan(0.9);
    }

    private static List<(Memory Memory, DateTimeOffset At)> Play((Rating Rating, int Minutes)[] history, TimeSpan offset)
    {
        var (memory, at, steps) = (Memory.New, Begin, new List<(Memory, DateTimeOffset)>());
        foreach (var (rating, minutes) in history)
        {
            at = at.AddMinutes(minutes);
            memory = Fsrs.Default.Next(memory, rating, at.ToOffset(offset), Days(memory, at), Card);
            steps.Add((memory, at));
        }

        return steps;
    }

    private static int Days(Memory before, DateTimeOffset at) => before.DaysBy(at, TimeZoneInfo.Utc);

    private static DateTimeOffset Due(Memory memory) => memory.DueAt ?? throw new InvalidOperationException("It was never asked.");
}
