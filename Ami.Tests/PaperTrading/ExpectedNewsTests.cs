using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Grains;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class ExpectedNewsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid One = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000002");

    private readonly ExpectedNews _expected = new();

    [TestMethod]
    public void Heard_OfAnEarlierCommit_GoesOnExpecting()
    {
        _expected.Add(One, "A", 5, Now);
        _expected.Add(Other, "A", 2, Now);
        _expected.Heard(One, 4);
        _expected.Heard(Other, 4);
        _expected.Of("A").ShouldBe([One]);
        _expected.Heard(One, 5);
        _expected.Of("A").ShouldBeEmpty();
    }

    [TestMethod]
    public void Add_OfAnEarlierCommit_DoesNotShortenWhatIsExpected()
    {
        _expected.Add(One, "A", 5, Now);
        _expected.Add(One, "A", 4, Now);
        _expected.Heard(One, 4);
        _expected.Of("A").ShouldBe([One]);
    }

    [TestMethod]
    public void Heard_OfACommitFromBeforeAPrice_GoesOnExpectingWhatThePriceDid()
    {
        _expected.Add(One, "A", 5, Now);
        _expected.AddPrice(One, "A", Now, Now);
        _expected.Heard(One, 5);
        _expected.Of("A").ShouldBe([One]);
        _expected.Heard(One, 6, new MatchedPrice("A", Now.AddTicks(-1)));
        _expected.Heard(One, 6, new MatchedPrice("B", Now));
        _expected.Of("A").ShouldBe([One]);
        _expected.Heard(One, 6, new MatchedPrice("A", Now));
        _expected.Of("A").ShouldBeEmpty();
    }

    [TestMethod]
    public void GiveUp_AfterItsTime_ExpectsNothing()
    {
        _expected.Add(One, "A", 5, Now);
        _expected.Add(One, "B", 5, Now.AddSeconds(1));
        _expected.GiveUp(Now);
        (_expected.Of("A").Count(), _expected.Of("B").Single()).ShouldBe((0, One));
    }
}
