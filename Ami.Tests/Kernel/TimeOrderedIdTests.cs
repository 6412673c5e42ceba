namespace Ami.Tests.Kernel;

[TestClass]
public sealed class TimeOrderedIdTests
{
    private static readonly DateTimeOffset Moment = DateTimeOffset.Parse("2026-03-01T12:00:00.123Z", System.Globalization.CultureInfo.InvariantCulture);

    [TestMethod]
    public void New_ManyAtOneMoment_SortInTheOrderTheyWereMadeIn()
    {
        var ids = Enumerable.Range(0, 100_000).Select(_ => TimeOrderedId.New(Moment)).ToList();

        ids.ShouldBe(ids.Order());
        ids.Select(id => id.ToString()).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.Version == 7 && id.Variant >= 8 && id.Variant <= 11);
    }

    [TestMethod]
    public void New_LaterMoment_SortsLater() => TimeOrderedId.New(Moment.AddMilliseconds(1)).CompareTo(TimeOrderedId.New(Moment)).ShouldBePositive();

    [TestMethod]
    public void New_OnManyThreads_NeverGivesOneTwice()
    {
        var ids = ParallelEnumerable.Range(0, 100_000).Select(_ => TimeOrderedId.New(Moment)).ToList();

        ids.ShouldBeUnique();
        ids.Max(id => id.ToString()[..14]).ShouldBe(ids.Min(id => id.ToString()[..14]));
    }
}
