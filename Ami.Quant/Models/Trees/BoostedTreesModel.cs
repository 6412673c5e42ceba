namespace Ami.Quant.Models.Trees;

/// <summary>How a feature's importance is measured.</summary>
public enum ImportanceKind
{
    /// <summary>Total loss reduction of the splits on the feature.</summary>
    Gain,

    /// <summary>Number of splits on the feature.</summary>
    Splits,

    /// <summary>Sum of hessians that passed through splits on the feature.</summary>
    Cover,
}

/// <summary>A fitted ensemble of trees; see <see cref="BoostedTrees"/>.</summary>
public sealed class BoostedTreesModel : IModel
{
    private readonly string[] _names;
    private readonly double[] _initial;
    private readonly Tree[] _trees;
    private readonly TreePredictor _predictor;

    internal BoostedTreesModel(string[] names, BoostingObjective objective, double[] initial, Tree[] trees, IReadOnlyList<double> validationLosses)
    {
        _names = names;
        Objective = objective;
        _initial = initial;
        _trees = trees;
        ValidationLosses = validationLosses;
        _predictor = new TreePredictor(trees, objective.Outputs, names.Length);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => _names;

    /// <inheritdoc/>
    public int Outputs => Objective.Outputs;

    /// <summary>The loss it was fitted to.</summary>
    public BoostingObjective Objective { get; }

    /// <summary>Boosting rounds kept.</summary>
    public int Rounds => _trees.Length / Outputs;

    /// <summary>Mean validation loss after each round of the fit, those after the best one included; empty after loading.</summary>
    public IReadOnlyList<double> ValidationLosses { get; }

    internal IReadOnlyList<Tree> Trees => _trees;

    internal ReadOnlySpan<double> InitialScores => _initial;

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Span<double> predictions) => Predict(features, predictions, 1);

    /// <summary>Predicts on several threads (0: one per processor); the result does not depend on how many.</summary>
    /// <inheritdoc cref="IModel.Predict"/>
    public void Predict(FeatureMatrix features, Span<double> predictions, int threads)
    {
        Scores(features, predictions, threads);
        // The transform is elementwise; blocks are those of a single thread, so vectors meet the same elements.
        for (var start = 0; start < predictions.Length; start += WorkerThreads.RowBlock * Outputs)
        {
            Objective.Transform(predictions.Slice(start, Math.Min(WorkerThreads.RowBlock * Outputs, predictions.Length - start)));
        }
    }

    /// <summary>Sums of leaf scores before they become predictions: log-odds for the logistic loss, logits for softmax.</summary>
    /// <inheritdoc cref="IModel.Predict"/>
    public unsafe void Scores(FeatureMatrix features, Span<double> scores, int threads = 1)
    {
        this.CheckPredict(features, scores);
        fixed (double* pinned = scores)
        {
            var target = pinned;
            new WorkerThreads(threads).ForRows(
                features.Rows,
                (start, count) =>
                {
                    var block = new Span<double>(target + (nint)start * Outputs, count * Outputs);
                    for (var i = 0; i < block.Length; i++)
                    {
                        block[i] = _initial[i % Outputs];
                    }

                    _predictor.AddScores(features.Slice(start, count), block);
                }
            );
        }
    }

    /// <summary>Importance of each feature, summing to 1 (or all 0 when there is no split).</summary>
    public double[] FeatureImportance(ImportanceKind kind = ImportanceKind.Gain)
    {
        var importance = new double[_names.Length];
        foreach (var tree in _trees)
        {
            for (var node = 0; node < tree.Nodes; node++)
            {
                if (tree.Feature[node] == Tree.Leaf)
                {
                    continue;
                }

                importance[tree.Feature[node]] += kind switch
                {
                    ImportanceKind.Gain => tree.Gain[node],
                    ImportanceKind.Splits => 1,
                    ImportanceKind.Cover => tree.Cover[node],
                    _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such importance."),
                };
            }
        }

        var total = importance.Sum();
        return total > 0 ? Array.ConvertAll(importance, i => i / total) : importance;
    }

    /// <summary>
    /// Exact TreeSHAP values (Lundberg, Erion &amp; Lee 2018): how much each feature moved a sample's score from the expected
    /// one. They add up to <see cref="Scores"/>.
    /// </summary>
    /// <param name="features">Columns as in <see cref="FeatureNames"/>.</param>
    /// <param name="threads">0: one per processor.</param>
    /// <returns>
    /// <c>Rows * Outputs * (features + 1)</c> numbers in units of the score: per row and output each feature's contribution, then
    /// the expected score.
    /// </returns>
    public double[] Shap(FeatureMatrix features, int threads = 1)
    {
        const int Block = 64;
        var width = _names.Length + 1;
        var values = new double[features.Rows * Outputs * width];
        this.CheckPredict(features, new double[features.Rows * Outputs]);
        new WorkerThreads(threads).For(
            (features.Rows + Block - 1) / Block,
            block =>
            {
                var explainers = Array.ConvertAll(_trees, tree => new TreeShap(tree));
                var sample = new double[_names.Length];
                for (var row = block * Block; row < Math.Min(features.Rows, (block + 1) * Block); row++)
                {
                    features.CopyRow(row, sample);
                    for (var k = 0; k < Outputs; k++)
                    {
                        var target = values.AsSpan((row * Outputs + k) * width, width);
                        target[^1] = _initial[k];
                        for (var tree = k; tree < explainers.Length; tree += Outputs)
                        {
                            explainers[tree].AddTo(sample, target);
                        }
                    }
                }
            }
        );
        return values;
    }

    /// <inheritdoc/>
    public byte[] Save()
    {
        var writer = new ModelWriter();
        writer.Write(_names);
        writer.Write(Objective.Code.Code);
        writer.Write(Objective.Code.Parameter);
        writer.Write<double>(_initial);
        writer.Write(_trees.Length);
        foreach (var tree in _trees)
        {
            tree.Write(writer);
        }

        return ModelFormat.Seal(ModelKind.BoostedTrees, writer);
    }

    /// <summary>Reads a saved ensemble.</summary>
    /// <exception cref="InvalidDataException">Not a saved ensemble, damaged, or of another version.</exception>
    public static BoostedTreesModel Load(ReadOnlySpan<byte> bytes)
    {
        var reader = ModelFormat.Open(bytes, ModelKind.BoostedTrees);
        var names = reader.Strings();
        var objective = BoostingObjective.FromCode(reader.Int32(), reader.Double());
        var initial = reader.Array<double>(objective.Outputs);
        var count = reader.Int32();
        if (count < 0 || count % objective.Outputs != 0)
        {
            throw new InvalidDataException($"The model is inconsistent: {count} trees for {objective.Outputs} outputs.");
        }

        var trees = new List<Tree>();
        for (var t = 0; t < count; t++)
        {
            trees.Add(Tree.Read(ref reader, names.Length));
        }

        reader.End();
        return new BoostedTreesModel(names, objective, initial, [.. trees], []);
    }
}
