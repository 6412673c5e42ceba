namespace Ami.Quant.Models.Trees;

/// <summary>Follows the loss on validation samples round by round (Prechelt 1998).</summary>
internal sealed class EarlyStopping
{
    private readonly BoostingObjective _objective;
    private readonly Samples _validation;
    private readonly int _patience;
    private readonly WorkerThreads _workers;
    private readonly double[] _scores;
    private readonly List<double> _losses = [];

    public EarlyStopping(BoostingObjective objective, double[] initial, Samples validation, int patience, WorkerThreads workers)
    {
        _objective = objective;
        _validation = validation;
        _patience = patience;
        _workers = workers;
        _scores = new double[validation.Rows * initial.Length];
        for (var i = 0; i < _scores.Length; i++)
        {
            _scores[i] = initial[i % initial.Length];
        }
    }

    /// <summary>Mean validation loss after each round.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Rounds up to the one with the least loss.</summary>
    public int BestRound { get; private set; }

    public bool Stopped => _patience > 0 && _losses.Count - BestRound >= _patience;

    /// <summary>Adds the newest round's trees and notes the loss.</summary>
    public void Observe(IReadOnlyList<Tree> trees)
    {
        var outputs = _objective.Outputs;
        var predictor = new TreePredictor(trees.Skip(trees.Count - outputs).ToArray(), outputs, _validation.Features.Columns);
        var blocks = (_validation.Rows + WorkerThreads.RowBlock - 1) / WorkerThreads.RowBlock;
        var sums = new (double Loss, double Weight)[blocks];
        _workers.ForRows(
            _validation.Rows,
            (start, count) =>
            {
                var scores = _scores.AsSpan(start * outputs, count * outputs);
                predictor.AddScores(_validation.Features.Slice(start, count), scores);
                sums[start / WorkerThreads.RowBlock] = Loss(scores.ToArray(), start);
            }
        );
        _losses.Add(sums.Sum(s => s.Loss) / sums.Sum(s => s.Weight));
        if (BestRound == 0 || _losses[^1] < _losses[BestRound - 1])
        {
            BestRound = _losses.Count;
        }
    }

    private (double Loss, double Weight) Loss(double[] scores, int start)
    {
        var outputs = _objective.Outputs;
        _objective.Transform(scores);
        double loss = 0,
            weight = 0;
        for (var i = 0; i < scores.Length / outputs; i++)
        {
            loss += _validation.Weight(start + i) * _objective.Loss(scores.AsSpan(i * outputs, outputs), _validation.Targets.Span[start + i]);
            weight += _validation.Weight(start + i);
        }

        return (loss, weight);
    }
}
