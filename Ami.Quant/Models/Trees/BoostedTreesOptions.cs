namespace Ami.Quant.Models.Trees;

/// <summary>Hyperparameters of <see cref="BoostedTrees"/>; names, meaning and defaults are those of XGBoost unless noted.</summary>
public sealed record BoostedTreesOptions
{
    /// <summary>What to predict and the loss to minimise. Default: squared error.</summary>
    public BoostingObjective Objective { get; init; } = BoostingObjective.Squared;

    /// <summary>Boosting rounds; each adds one tree per output. Default 100.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>Shrinkage of each tree (eta), in (0, 1]. Default 0.1 (XGBoost: 0.3).</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Splits from root to leaf at most, 1 to 30; trees grow level by level. Default 6.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>Least sum of hessians in a child, ≥ 0; for squared error the number of samples. Default 1.</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>L2 penalty on leaf scores, ≥ 0. Default 1.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>Least gain of a split (min_split_loss), ≥ 0. Default 0.</summary>
    public double Gamma { get; init; }

    /// <summary>Share of samples drawn for each tree without replacement, in (0, 1]. Default 1.</summary>
    public double Subsample { get; init; } = 1;

    /// <summary>Share of features drawn for each tree (colsample_bytree), in (0, 1]. Default 1.</summary>
    public double ColumnSample { get; init; } = 1;

    /// <summary>Bins per feature, 2 to 255. Default 255 (XGBoost: 256).</summary>
    public int MaxBins { get; init; } = 255;

    /// <summary>
    /// Per feature +1 (predictions never fall as it rises), -1 (never rise) or 0; empty means no constraints. Not for softmax.
    /// </summary>
    public IReadOnlyList<int> MonotoneConstraints { get; init; } = [];

    /// <summary>Stop after this many rounds without a better validation loss, and keep the best round; 0 never stops. Default 0.</summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>Seed of row and feature sampling. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; 0 means one per processor. Has no influence on the result. Default 0.</summary>
    public int Threads { get; init; }

    internal int[] MonotoneSigns(int features) => MonotoneConstraints.Count == 0 ? new int[features] : [.. MonotoneConstraints];

    internal void Validate(int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rounds, 1);
        ThrowUnless(LearningRate is > 0 and <= 1, nameof(LearningRate), "in (0, 1]");
        ThrowUnless(MaxDepth is >= 1 and <= 30, nameof(MaxDepth), "1 to 30");
        ThrowUnless(MinChildWeight >= 0, nameof(MinChildWeight), "at least 0");
        ThrowUnless(Lambda >= 0, nameof(Lambda), "at least 0");
        ThrowUnless(Gamma >= 0, nameof(Gamma), "at least 0");
        ThrowUnless(Subsample is > 0 and <= 1, nameof(Subsample), "in (0, 1]");
        ThrowUnless(ColumnSample is > 0 and <= 1, nameof(ColumnSample), "in (0, 1]");
        ThrowUnless(MaxBins is >= 2 and <= 255, nameof(MaxBins), "2 to 255");
        ThrowUnless(EarlyStoppingRounds >= 0, nameof(EarlyStoppingRounds), "at least 0");
        ThrowUnless(Threads >= 0, nameof(Threads), "at least 0");
        if (MonotoneConstraints.Count == 0)
        {
            return;
        }

        ThrowUnless(MonotoneConstraints.Count == features, nameof(MonotoneConstraints), $"one per feature ({features}) or empty");
        ThrowUnless(MonotoneConstraints.All(sign => sign is >= -1 and <= 1), nameof(MonotoneConstraints), "-1, 0 or 1");
        ThrowUnless(Objective.Outputs == 1, nameof(MonotoneConstraints), "empty for softmax, whose probabilities also depend on the other classes");
    }

    private static void ThrowUnless(bool condition, string option, string range)
    {
        if (!condition)
        {
            throw new ArgumentException($"{option} must be {range}.", option);
        }
    }
}
