namespace Ami.Quant.Models.Linear;

/// <summary>Intercept plus coefficients times features; a missing value counts as the feature's training mean.</summary>
internal sealed record LinearPredictor(double[] Coefficients, double Intercept, double[] Means)
{
    public void Predict(FeatureMatrix features, Span<double> predictions)
    {
        predictions.Fill(Intercept);
        for (var f = 0; f < Coefficients.Length; f++)
        {
            var column = features.Column(f);
            for (var i = 0; i < column.Length; i++)
            {
                predictions[i] += Coefficients[f] * (double.IsNaN(column[i]) ? Means[f] : column[i]);
            }
        }
    }

    public void Write(ModelWriter writer, IReadOnlyList<string> names)
    {
        writer.Write(names);
        writer.Write<double>(Coefficients);
        writer.Write(Intercept);
        writer.Write<double>(Means);
    }

    public static (LinearPredictor Predictor, string[] Names) Read(ref ModelReader reader)
    {
        var names = reader.Strings();
        var predictor = new LinearPredictor(reader.Array<double>(names.Length), reader.Double(), reader.Array<double>(names.Length));
        reader.End();
        return (predictor, names);
    }
}
