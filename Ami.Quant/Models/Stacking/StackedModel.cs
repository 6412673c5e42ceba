namespace Ami.Quant.Models.Stacking;

/// <summary>Base models and the meta-model that joins their predictions; see <see cref="StackingLearner"/>.</summary>
public sealed class StackedModel : IModel
{
    internal StackedModel(IReadOnlyList<IModel> bases, IModel meta)
    {
        Bases = bases;
        Meta = meta;
    }

    /// <summary>The base models, fitted on all training samples.</summary>
    public IReadOnlyList<IModel> Bases { get; }

    /// <summary>Predicts from the base models' outputs, which it knows as base0, base1, ….</summary>
    public IModel Meta { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => Bases[0].FeatureNames;

    /// <inheritdoc/>
    public int Outputs => Meta.Outputs;

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Span<double> predictions)
    {
        this.CheckPredict(features, predictions);
        double[][] columns = [.. Bases.SelectMany(model => StackingLearner.Columns(model.Predict(features), model.Outputs))];
        Meta.Predict(FeatureMatrix.FromColumns(StackingLearner.MetaNames(columns.Length), columns), predictions);
    }

    /// <inheritdoc/>
    public byte[] Save()
    {
        var writer = new ModelWriter();
        writer.Write(Bases.Count);
        foreach (var model in Bases)
        {
            writer.Write<byte>(model.Save());
        }

        writer.Write<byte>(Meta.Save());
        return ModelFormat.Seal(ModelKind.Stacked, writer);
    }

    internal static StackedModel Load(ReadOnlySpan<byte> bytes)
    {
        var reader = ModelFormat.Open(bytes, ModelKind.Stacked);
        var count = reader.Int32();
        if (count < 1)
        {
            throw new InvalidDataException($"The model is inconsistent: {count} base models.");
        }

        var bases = new List<IModel>();
        for (var i = 0; i < count; i++)
        {
            bases.Add(ModelFormat.Load(reader.Array<byte>()));
        }

        var meta = ModelFormat.Load(reader.Array<byte>());
        reader.End();
        return new StackedModel(bases, meta);
    }
}
