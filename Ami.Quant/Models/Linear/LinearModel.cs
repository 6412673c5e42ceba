using System.Numerics.Tensors;

namespace Ami.Quant.Models.Linear;

/// <summary>A fitted linear model: the value itself (ridge) or, through the logistic function, the probability of label 1.</summary>
public sealed class LinearModel : IModel
{
    private readonly string[] _names;
    private readonly LinearPredictor _predictor;
    private readonly ModelKind _kind;

    internal LinearModel(ModelKind kind, string[] names, LinearPredictor predictor)
    {
        _kind = kind;
        _names = names;
        _predictor = predictor;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => _names;

    /// <inheritdoc/>
    public int Outputs => 1;

    /// <summary>Whether predictions are probabilities.</summary>
    public bool IsLogistic => _kind == ModelKind.Logistic;

    /// <summary>Change of the prediction (log-odds when logistic) per unit of each feature.</summary>
    public IReadOnlyList<double> Coefficients => _predictor.Coefficients;

    /// <summary>Prediction (log-odds when logistic) where all features are 0.</summary>
    public double Intercept => _predictor.Intercept;

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Span<double> predictions)
    {
        this.CheckPredict(features, predictions);
        _predictor.Predict(features, predictions);
        if (IsLogistic)
        {
            TensorPrimitives.Sigmoid(predictions, predictions);
        }
    }

    /// <inheritdoc/>
    public byte[] Save()
    {
        var writer = new ModelWriter();
        _predictor.Write(writer, _names);
        return ModelFormat.Seal(_kind, writer);
    }

    internal static LinearModel Load(ReadOnlySpan<byte> bytes, ModelKind kind)
    {
        var reader = ModelFormat.Open(bytes, kind);
        var (predictor, names) = LinearPredictor.Read(ref reader);
        return new LinearModel(kind, names, predictor);
    }
}
