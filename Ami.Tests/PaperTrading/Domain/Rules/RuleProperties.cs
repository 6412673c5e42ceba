using Ami.Modules.PaperTrading.Domain.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.PaperTrading.Domain.Rules;

[TestClass]
public sealed class RuleProperties
{
    private static readonly Gen<AccountRules> Rules =
        from risk in Maybe(Gen.Choose(1, 300).Select(n => n / 100m))
        from loss in Maybe(Gen.Choose(1, 500).Select(n => n / 100m))
        from losses in Maybe(Gen.Choose(1, 3))
        from minutes in Gen.Choose(1, 10)
        from positions in Maybe(Gen.Choose(1, 2))
        from stop in Gen.Elements(true, false)
        select new AccountRules(risk, loss, losses, losses is null ? null : minutes, positions, stop);

    [TestMethod]
    public void AnySequence_UnderRules_RefusesNothingThatReducesAndLetsNothingThroughThatBreaksOne() =>
        Prop.ForAll(
                Arb.From(Rules),
                BookCommands.Sequences,
                (rules, commands) =>
                {
                    var run = new RuledRun(rules);
                    foreach (var command in commands)
                    {
                        run.Apply(command);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [TestMethod]
    public void AnyChanges_WithinADay_OnlyTighten_AndTheNextDayIsAsWanted() =>
        Prop.ForAll(
                Arb.From((from rules in Rules from minutes in Gen.Choose(0, 1_500) select (Rules: rules, Minutes: minutes)).ArrayOf()),
                changes =>
                {
                    var (state, now) = (RuleState.None, BookScenario.Start);
                    foreach (var (wanted, minutes) in changes)
                    {
                        var (before, day) = (state.InForce(now), AccountDay.Of(now));
                        now = now.AddMinutes(minutes);
                        if (AccountDay.Of(now) != day)
                        {
                            state.InForce(AccountDay.Start(now)).ShouldBe(state.Wanted);
                            before = state.Wanted;
                        }

                        state = state.Change(wanted, now);
                        var inForce = state.InForce(now);
                        IsAsTight(inForce, before).ShouldBeTrue($"{inForce} after {before}");
                        IsAsTight(inForce, wanted).ShouldBeTrue($"{inForce}, wanted {wanted}");
                        state.InForce(AccountDay.After(now)).ShouldBe(wanted);
                        (state.InForce(AccountDay.After(now).AddTicks(-1)) == inForce).ShouldBeTrue();
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [TestMethod]
    public void Percent_OfAnything_IsNeverLessThanExactly() =>
        Prop.ForAll(
                Arb.From(from part in Gen.Choose(-1_000, 1_000_000) from whole in Gen.Choose(-10, 1_000_000) select (part / 100m, whole / 100m)),
                shares =>
                {
                    var (part, whole) = shares;
                    var percent = Percent.Of(part, whole);
                    percent.ShouldBeInRange(0, Percent.Most);
                    if (part > 0 && percent < Percent.Most)
                    {
                        (percent * whole).ShouldBeInRange(part * 100, (part * 100) + (0.0001m * whole));
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure);

    private static bool IsAsTight(AccountRules rules, AccountRules than) =>
        !(rules.RiskPerTradePct > than.RiskPerTradePct)
        && (than.RiskPerTradePct is null || rules.RiskPerTradePct is not null)
        && (than.RiskPerDayPct is null || rules.RiskPerDayPct <= than.RiskPerDayPct)
        && (than.CoolDownLosses is null || (rules.CoolDownLosses <= than.CoolDownLosses && rules.CoolDownMinutes >= than.CoolDownMinutes))
        && (than.MostPositions is null || rules.MostPositions <= than.MostPositions)
        && (rules.NeedsStop || !than.NeedsStop);

    private static Gen<T?> Maybe<T>(Gen<T> some)
        where T : struct => Gen.Frequency((1, Gen.Constant<T?>(null)), (1, some.Select(value => (T?)value)));
}
