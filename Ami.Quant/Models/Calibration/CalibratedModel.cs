namespace Ami.Quant.Models.Calibration;

/// <summary>A binary classifier whose probabilities go through a calibrator.</summary>
public sealed class CalibratedModel : IModel
{
    /// <summary>Joins model and calibrator.</summary>
    /// <exception cref="ArgumentException">The model has more than one output.</exception>
    public CalibratedModel(IModel model, ICalibrator calibrator)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(calibrator);
        if (model.Outputs != 1)
        {
            throw new ArgumentException("Only a single probability can be calibrated.", nameof(model));
        }

        Model = model;
        Calibrator = calibrator;
    }

    /// <summary>The model before calibration.</summary>
    public IModel Model { get; }

    /// <summary>The map its probabilities go through.</summary>
    public ICalibrator Calibrator { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => Model.FeatureNames;

    /// <inheritdoc/>
    public int Outputs => 1;

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Span<double> predictions)
    {
        Model.Predict(features, predictions);
        foreach (ref var p in predictions)
        {
            p = Calibrator.Calibrate(p);
        }
    }

    /// <inheritdoc/>
    public byte[] Save()
    {
        var writer = new ModelWriter();
        writer.Write<byte>(Model.Save());
        writer.Write(Calibrator is PlattCalibrator ? 1 : 0);
        writer.Write<byte>(Calibrator.Save());
        return ModelFormat.Seal(ModelKind.Calibrated, writer);
    }

    internal static CalibratedModel Load(ReadOnlySpan<byte> bytes)
    {
        var reader = ModelFormat.Open(bytes, ModelKind.Calibrated);
        var model = ModelFormat.Load(reader.Array<byte>());
        ICalibrator calibrator = reader.Int32() == 1 ? PlattCalibrator.Load(reader.Array<byte>()) : IsotonicCalibrator.Load(reader.Array<byte>());
        reader.End();
        return new CalibratedModel(model, calibrator);
    }
}
