using Ami.Quant.MonteCarlo;

namespace Ami.Quant.Tests.MonteCarlo;

public sealed partial class MonteCarloTests
{
    [TestMethod]
    public void Run_BadNumbers_Throw()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.Run(Base with { Steps = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.Run(Base with { Paths = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.Run(Base with { StepsPerYear = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.Run(Base with { InitialWealth = -1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.Run(Base with { AnnualFee = 1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.Run(Base with { RecordEvery = 0 }));
        Should.Throw<ArgumentException>(() => MonteCarloSimulation.Run(Base with { Returns = new GeometricBrownian(0, -1) }));
        Should.Throw<ArgumentException>(() =>
            new CorrelatedAssets(
                [0.1],
                new[,]
                {
                    { -1.0 },
                },
                [1]
            )
        );
        Should.Throw<ArgumentException>(() =>
            new CorrelatedAssets(
                [0.1],
                new[,]
                {
                    { 1.0 },
                },
                [0.9]
            )
        );
        Should.Throw<ArgumentException>(() =>
            new CorrelatedAssets(
                [0.1, 0.1],
                new[,]
                {
                    { 1.0 },
                },
                [1]
            )
        );
        Should.Throw<ArgumentException>(() =>
            new CorrelatedAssets(
                [0.1, 0.1],
                new[,]
                {
                    { 1.0, 2 },
                    { 2, 1 },
                },
                [0.5, 0.5]
            )
        );
        Should.Throw<ArgumentException>(() =>
            new CorrelatedAssets(
                [0.1, 0.1],
                new[,]
                {
                    { 1.0, 0.2 },
                    { 0.1, 1 },
                },
                [0.5, 0.5]
            )
        );
        Should.Throw<ArgumentException>(() =>
            new CorrelatedAssets(
                [0.1, 0.1],
                new[,]
                {
                    { 1.0, 0 },
                    { 0, 1 },
                },
                [1.5, -0.5]
            )
        );
        Should.Throw<ArgumentException>(() => new HistoricalBootstrap([], 2));
        Should.Throw<ArgumentException>(() => new HistoricalBootstrap([-1], 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new HistoricalBootstrap([0.1], 0.5));
        Should.Throw<ArgumentException>(() => HistoricalBootstrap.OfPortfolio(new double[2, 2], [1], 3));
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.RequiredContribution(Base, 0, 0.5, new CashFlow(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.RequiredContribution(Base, 1, 1, new CashFlow(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => MonteCarloSimulation.Run(Base with { Paths = 10 }).MeanOfWorst(0));
    }

    [TestMethod]
    public void Run_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => MonteCarloSimulation.Run(Base, source.Token));
    }
}
