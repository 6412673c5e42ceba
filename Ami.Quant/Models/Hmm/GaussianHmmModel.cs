namespace Ami.Quant.Models.Hmm;

/// <summary>
/// A hidden Markov model whose observations are normal in each state. Immutable. Matrices are row-major; probabilities over
/// time have <c>Rows * States</c> elements, step <c>t</c> at <c>t * States</c>.
/// </summary>
public sealed record GaussianHmmModel
{
    private const double LeastDensity = 1e-150;

    private readonly string[] _names;
    private readonly double[] _initial;
    private readonly double[] _transitions;
    private readonly GaussianState[] _states;

    internal GaussianHmmModel(string[] names, double[] initial, double[] transitions, GaussianState[] states)
    {
        _names = names;
        _initial = initial;
        _transitions = transitions;
        _states = states;
    }

    /// <summary>Names of the observed features.</summary>
    public IReadOnlyList<string> FeatureNames => _names;

    /// <summary>Number of hidden states.</summary>
    public int States => _states.Length;

    /// <summary>Probability of each state at the first step.</summary>
    public ReadOnlySpan<double> InitialProbabilities => _initial;

    /// <summary>ln of the density of the training observations, in nats.</summary>
    public double TrainingLogLikelihood { get; init; }

    /// <summary>Probability of going from one state to another in a step.</summary>
    public double Transition(int from, int to) => _transitions[from * States + to];

    /// <summary>Mean of each feature in a state.</summary>
    public ReadOnlySpan<double> Mean(int state) => _states[state].Mean;

    /// <summary>Covariance of the features in a state, row-major.</summary>
    public ReadOnlySpan<double> Covariance(int state) => _states[state].Covariance;

    /// <summary>Expected steps that a visit to the state lasts, ≥ 1: 1 / (1 - probability of staying).</summary>
    public double ExpectedDuration(int state) => 1 / (1 - Transition(state, state));

    /// <summary>
    /// Probability of each state at each step given the observations up to and including it: causal, fit for signals (Rabiner 1989,
    /// the scaled forward variable).
    /// </summary>
    public double[] Filter(FeatureMatrix observations)
    {
        var series = Series(observations);
        var filtered = new double[series.Rows * States];
        ForwardBackward.Forward(this, series, filtered);
        return filtered;
    }

    /// <summary>One step of <see cref="Filter"/>, for streams.</summary>
    /// <param name="previous">The filtered probabilities one step before, or empty at the first step.</param>
    /// <param name="observation">One value per feature; if any is missing, the step is unobserved.</param>
    /// <param name="filtered">Receives the probabilities; may be the same memory as <paramref name="previous"/>.</param>
    public void FilterNext(ReadOnlySpan<double> previous, ReadOnlySpan<double> observation, Span<double> filtered)
    {
        if (observation.Length != _names.Length)
        {
            throw new ArgumentException($"{observation.Length} values for {_names.Length} features.", nameof(observation));
        }

        Span<double> predicted = stackalloc double[States];
        Span<double> densities = stackalloc double[States];
        if (previous.IsEmpty)
        {
            _initial.CopyTo(predicted);
        }
        else
        {
            Advance(previous, predicted);
        }

        var complete = true;
        foreach (var value in observation)
        {
            complete &= double.IsFinite(value);
        }

        Densities(observation, complete, densities);
        Condition(predicted, densities, filtered);
    }

    /// <summary>Probability of each state at each step given all observations, later ones too: for study, never for signals.</summary>
    public double[] Smooth(FeatureMatrix observations) => ForwardBackward.Run(this, Series(observations)).Posterior;

    /// <summary>ln of the density of the observations, in nats.</summary>
    public double LogLikelihood(FeatureMatrix observations)
    {
        var series = Series(observations);
        return ForwardBackward.Forward(this, series, new double[series.Rows * States]).LogLikelihood;
    }

    /// <summary>The likeliest sequence of states given all observations (Viterbi; Rabiner 1989, equations 104 to 105).</summary>
    public int[] Viterbi(FeatureMatrix observations) => ViterbiPath.Of(this, Series(observations));

    /// <summary>The model as bytes, versioned and checksummed.</summary>
    public byte[] Save()
    {
        var writer = new ModelWriter();
        writer.Write(_names);
        writer.Write<double>(_initial);
        writer.Write<double>(_transitions);
        foreach (var state in _states)
        {
            writer.Write<double>(state.Mean);
            writer.Write<double>(state.Covariance);
        }

        writer.Write(TrainingLogLikelihood);
        return ModelFormat.Seal(ModelKind.GaussianHmm, writer);
    }

    /// <summary>Reads a saved model.</summary>
    /// <exception cref="InvalidDataException">Not one, damaged, or of another version.</exception>
    public static GaussianHmmModel Load(ReadOnlySpan<byte> bytes)
    {
        var reader = ModelFormat.Open(bytes, ModelKind.GaussianHmm);
        var names = reader.Strings();
        var initial = reader.Array<double>();
        var transitions = reader.Array<double>(initial.Length * initial.Length);
        var states = new GaussianState[initial.Length];
        for (var s = 0; s < states.Length; s++)
        {
            double[] mean = reader.Array<double>(names.Length),
                covariance = reader.Array<double>(names.Length * names.Length);
            try
            {
                states[s] = new GaussianState(mean, covariance);
            }
            catch (ArgumentException error)
            {
                throw new InvalidDataException("The model is inconsistent: " + error.Message, error);
            }
        }

        var model = new GaussianHmmModel(names, initial, transitions, states) { TrainingLogLikelihood = reader.Double() };
        reader.End();
        return model;
    }

    internal GaussianState State(int state) => _states[state];

    internal ReadOnlySpan<double> Transitions => _transitions;

    /// <summary>Probabilities one step later, before its observation.</summary>
    internal void Advance(ReadOnlySpan<double> filtered, Span<double> predicted)
    {
        predicted.Clear();
        for (var from = 0; from < States; from++)
        {
            for (var to = 0; to < States; to++)
            {
                predicted[to] += filtered[from] * Transition(from, to);
            }
        }
    }

    /// <summary>Densities divided by the largest, whose logarithm is returned; all 1 for an unobserved step.</summary>
    internal double Densities(ReadOnlySpan<double> observation, bool complete, Span<double> densities)
    {
        densities.Fill(1);
        if (!complete)
        {
            return 0;
        }

        Span<double> scratch = stackalloc double[observation.Length];
        var largest = double.NegativeInfinity;
        for (var s = 0; s < States; s++)
        {
            largest = Math.Max(largest, densities[s] = _states[s].LogDensity(observation, scratch));
        }

        // The floor keeps the filter alive when an observation contradicts every state that was thought possible.
        foreach (ref var density in densities)
        {
            density = Math.Max(Math.Exp(density - largest), LeastDensity);
        }

        return largest;
    }

    /// <summary>Bayes' rule; returns the normalising sum.</summary>
    internal static double Condition(ReadOnlySpan<double> predicted, ReadOnlySpan<double> densities, Span<double> filtered)
    {
        double sum = 0;
        for (var s = 0; s < filtered.Length; s++)
        {
            sum += filtered[s] = predicted[s] * densities[s];
        }

        for (var s = 0; s < filtered.Length; s++)
        {
            filtered[s] /= sum;
        }

        return sum;
    }

    internal GaussianHmmModel OrderedByVariance()
    {
        var order = Enumerable.Range(0, States).OrderBy(s => _states[s].TotalVariance).ToArray();
        return new GaussianHmmModel(
            _names,
            Array.ConvertAll(order, s => _initial[s]),
            [.. order.SelectMany(from => order.Select(to => Transition(from, to)))],
            Array.ConvertAll(order, s => _states[s])
        )
        {
            TrainingLogLikelihood = TrainingLogLikelihood,
        };
    }

    private ObservedSeries Series(FeatureMatrix observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return observations.Names.SequenceEqual(_names)
            ? new ObservedSeries(observations)
            : throw new ArgumentException(
                $"The model observes [{string.Join(", ", _names)}], not [{string.Join(", ", observations.Names)}].",
                nameof(observations)
            );
    }
}
