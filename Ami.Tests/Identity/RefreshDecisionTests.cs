using Ami.Modules.Identity;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class RefreshDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void For_FreshToken_Rotates() => Verdict(new(Now.AddDays(1), null, null, null)).ShouldBe(RefreshVerdict.Rotate);

    [TestMethod]
    public void For_ExpiredToken_IsInvalid() => Verdict(new(Now, null, null, null)).ShouldBe(RefreshVerdict.Invalid);

    [TestMethod]
    public void For_RevokedFamily_IsInvalidEvenForReuse() => Verdict(new(Now.AddDays(1), Now.AddHours(-1), Now, Now)).ShouldBe(RefreshVerdict.Invalid);

    [TestMethod]
    [DataRow(0, RefreshVerdict.Repeat)]
    [DataRow(10, RefreshVerdict.Repeat)]
    [DataRow(11, RefreshVerdict.Reused)]
    public void For_UsedTokenWithUnusedSuccessor_DependsOnTheTime(int secondsAgo, object verdict) =>
        Verdict(new(Now.AddDays(1), Now.AddSeconds(-secondsAgo), null, null)).ShouldBe((RefreshVerdict)verdict);

    [TestMethod]
    public void For_UsedTokenWhoseSuccessorWasUsed_IsReuseAtOnce() =>
        Verdict(new(Now.AddDays(1), Now.AddSeconds(-1), Now, null)).ShouldBe(RefreshVerdict.Reused);

    private static RefreshVerdict Verdict(PresentedToken token) => RefreshDecision.For(token, Now);
}
