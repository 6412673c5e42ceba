using Ami.Quant.Forecasting;
using Ami.Quant.Models;
using Ami.Quant.Models.Linear;
using Ami.Quant.Models.Neural;
using Ami.Quant.Models.Trees;

namespace Ami.Benchmarks.Research;

/// <summary>
/// Everything that is decided before the data is looked at. A run is a function of the file and of this record; whoever changes a value after
/// seeing a result has made one more trial and must add it to <see cref="EarlierTrials"/>.
/// </summary>
public sealed record ResearchSettings
{
    /// <summary>Bars between two decisions.</summary>
    public int Stride { get; init; } = 4;

    /// <summary>Bars within which a trade must reach its target.</summary>
    public int Horizon { get; init; } = 48;

    /// <summary>Bars whose volatility, scaled to <see cref="DeviationBars"/>, measures stop and target.</summary>
    public int VolatilityWindow { get; init; } = 168;

    /// <summary>Bars of one standard deviation: stop and target are multiples of the deviation of that many bars.</summary>
    public int DeviationBars { get; init; } = 24;

    /// <summary>Stop-loss in those deviations: one R.</summary>
    public double StopDeviations { get; init; } = 1;

    /// <summary>Take-profit in those deviations.</summary>
    public double TargetDeviations { get; init; } = 1.5;

    /// <summary>Share of the samples before the first test block.</summary>
    public double FirstTraining { get; init; } = 0.4;

    /// <summary>Test blocks of the walk-forward. The stack needs two earlier ones, calibration a third.</summary>
    public int Folds { get; init; } = 12;

    /// <summary>Bars between the last training label and a test block.</summary>
    public int Embargo { get; init; } = 24;

    /// <summary>Fee per fill as a fraction.</summary>
    public double Fee { get; init; } = 0.001;

    /// <summary>Slippage per fill as a fraction.</summary>
    public double Slippage { get; init; } = 0.0002;

    /// <summary>Share of the equity at risk per trade.</summary>
    public double RiskPerTrade { get; init; } = 0.01;

    /// <summary>Least expected results in R that are tried, the first of which belongs to the strategy under test.</summary>
    public IReadOnlyList<double> MinimumR { get; init; } = [0, 0.05, 0.1];

    /// <summary>Trials made on the same data before this run.</summary>
    public int EarlierTrials { get; init; }

    /// <summary>Rows per sequence of the neural networks.</summary>
    public int Window { get; init; } = 16;

    /// <summary>Epochs of the neural networks at most.</summary>
    public int Epochs { get; init; } = 6;

    /// <summary>Boosting rounds at most.</summary>
    public int Rounds { get; init; } = 200;

    /// <summary>Resamples behind a confidence interval.</summary>
    public int Replications { get; init; } = 500;

    /// <summary>Truncations of the look-ahead probe.</summary>
    public int ProbeCuts { get; init; } = 8;

    /// <summary>Seed of everything.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The features.</summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>Costs of entry and exit as a fraction of the price.</summary>
    public double RoundTripCost => 2 * (Fee + Slippage);

    /// <summary>Base models, in the order of the report. The second vote of the strategy under test is <see cref="SecondVote"/>.</summary>
    public IReadOnlyList<(string Name, ILearner Learner)> Learners()
    {
        var gap = (Horizon + Embargo) / Stride;
        return
        [
            ("logistic", new LogisticRegression(30)),
            ("ridge", new RidgeRegression(300)),
            (SecondVote, new HoldOutLearner(Trees(), 0.2, gap)),
            (
                "GRU+attention",
                new HoldOutLearner(
                    new Gru(
                        new GruOptions
                        {
                            Objective = NeuralObjective.Logistic,
                            Window = Window,
                            Width = 32,
                            Epochs = Epochs,
                            EarlyStoppingEpochs = 2,
                            Dropout = 0.2,
                            Seed = Seed,
                        }
                    ),
                    0.2,
                    gap
                )
            ),
            (
                "Transformer",
                new HoldOutLearner(
                    new TransformerEncoder(
                        new TransformerOptions
                        {
                            Objective = NeuralObjective.Logistic,
                            Window = Window,
                            Width = 32,
                            Heads = 2,
                            Layers = 1,
                            FeedForward = 64,
                            Epochs = Epochs,
                            EarlyStoppingEpochs = 2,
                            Dropout = 0.2,
                            Seed = Seed,
                        }
                    ),
                    0.2,
                    gap
                )
            ),
        ];
    }

    /// <summary>The base model that has to agree with the stack.</summary>
    public const string SecondVote = "trees";

    /// <summary>The stack's name in reports.</summary>
    public const string Stack = "stack";

    private BoostedTrees Trees() =>
        new(
            new BoostedTreesOptions
            {
                Objective = BoostingObjective.Logistic,
                Rounds = Rounds,
                LearningRate = 0.05,
                MaxDepth = 4,
                MinChildWeight = 20,
                Subsample = 0.7,
                ColumnSample = 0.7,
                EarlyStoppingRounds = 25,
                Seed = Seed,
            }
        );
}
