using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.PaperTrading.Domain;

[TestClass]
public sealed class PaperBookProperties
{
    [TestMethod]
    public void AnySequence_OfOrdersTicksCancelsAndResets_KeepsInvariantsAndEqualsTheReference() =>
        Prop.ForAll(
                BookCommands.Sequences,
                commands =>
                {
                    var run = new BookRun();
                    foreach (var command in commands)
                    {
                        run.Apply(command);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [TestMethod]
    public void AnySequence_WhereHoldingCosts_KeepsInvariantsAndChargesEachMomentOnce()
    {
        var charges = 0;
        Prop.ForAll(
                BookCommands.Sequences,
                commands =>
                {
                    var run = new BookRun(carries: true);
                    foreach (var command in commands)
                    {
                        run.Apply(command);
                    }

                    charges += run.Charges;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
        charges.ShouldBeGreaterThan(200);
    }
}
