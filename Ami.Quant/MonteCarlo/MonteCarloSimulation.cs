namespace Ami.Quant.MonteCarlo;

/// <summary>
/// Simulates projections. Paths are computed eight at a time with vector instructions and in parallel; because every random number is a
/// function of (seed, path, step), the result does not depend on the number of threads.
/// </summary>
public static class MonteCarloSimulation
{
    private const int PathsPerBatch = 512;

    /// <summary>Runs a projection.</summary>
    /// <param name="projection">What to simulate.</param>
    /// <param name="cancellation">Stops between batches of paths.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or the model does not fit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static WealthDistribution Run(Projection projection, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(projection);
        projection.Check();
        return Run(projection, CashFlow.PerStep(projection.Flows, projection.Steps, projection.StepsPerYear), cancellation);
    }

    /// <summary>
    /// The smallest regular contribution with which a goal is reached with a probability. It is paid in addition to the projection's own flows;
    /// the same paths are used throughout, so the answer is the exact quantile for these paths up to <paramref name="tolerance"/>.
    /// </summary>
    /// <param name="projection">What to simulate.</param>
    /// <param name="goal">Wealth to reach at the end, money, positive.</param>
    /// <param name="probability">Wanted probability, in (0, 1).</param>
    /// <param name="schedule">When it is paid; its amount is ignored.</param>
    /// <param name="tolerance">Relative accuracy; default 1e-6.</param>
    /// <param name="cancellation">Stops between batches of paths.</param>
    /// <returns>Money per payment; 0 when the goal is reached without one, infinity when no contribution suffices (payments come too late).</returns>
    public static double RequiredContribution(
        Projection projection,
        double goal,
        double probability,
        CashFlow schedule,
        double tolerance = 1e-6,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(projection);
        projection.Check();
        if (!(goal > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(goal), goal, "The goal must be positive.");
        }

        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability must be in (0, 1).");
        }

        var fixedFlows = CashFlow.PerStep(projection.Flows, projection.Steps, projection.StepsPerYear);
        var unit = CashFlow.PerStep([schedule with { Amount = 1 }], projection.Steps, projection.StepsPerYear);
        // Only the end counts, so nothing else needs to be recorded.
        var endOnly = projection with
        {
            RecordEvery = projection.Steps,
        };
        if (Reached(0))
        {
            return 0;
        }

        if (!unit.Any(u => u > 0))
        {
            return double.PositiveInfinity;
        }

        double low = 0,
            high = goal / unit.Sum();
        while (!Reached(high))
        {
            low = high;
            high *= 2;
            if (double.IsInfinity(high))
            {
                return high;
            }
        }

        while (high - low > tolerance * high)
        {
            var middle = 0.5 * (low + high);
            if (Reached(middle))
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return high;

        bool Reached(double contribution)
        {
            var flows = new double[fixedFlows.Length];
            for (var t = 0; t < flows.Length; t++)
            {
                flows[t] = fixedFlows[t] + contribution * unit[t];
            }

            return Run(endOnly, flows, cancellation).ProbabilityOf(goal) >= probability;
        }
    }

    private static WealthDistribution Run(Projection projection, double[] flows, CancellationToken cancellation)
    {
        var model = projection.Returns.Prepare(projection.StepsPerYear, Math.Log(1 - projection.AnnualFee) / projection.StepsPerYear);
        var recorded = projection.RecordedSteps();
        var course = new WealthCourse(projection.InitialWealth, flows, recorded);
        var padded = (projection.Paths + ReturnModel.Lanes - 1) / ReturnModel.Lanes * ReturnModel.Lanes;
        var wealth = new double[recorded.Length][];
        for (var r = 0; r < wealth.Length; r++)
        {
            wealth[r] = GC.AllocateUninitializedArray<double>(padded);
        }

        var ruined = new bool[padded];
        var options = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = projection.MaximumThreads > 0 ? projection.MaximumThreads : Environment.ProcessorCount,
        };
        Parallel.For(
            0,
            (padded + PathsPerBatch - 1) / PathsPerBatch,
            options,
            () => new double[(projection.Steps + 7) / 8 * 8 * ReturnModel.Lanes],
            (batch, _, growth) =>
            {
                var end = Math.Min(padded, (batch + 1) * PathsPerBatch);
                for (var path = batch * PathsPerBatch; path < end; path += ReturnModel.Lanes)
                {
                    model.LogGrowth(projection.Seed, (ulong)path, growth);
                    course.Follow(growth, wealth, ruined, path);
                }

                return growth;
            },
            _ => { }
        );
        return new WealthDistribution(projection.Paths, recorded, wealth, ruined);
    }
}
