namespace Ami.Quant.Scores;

/// <summary>Scores of class probabilities, row-major: sample <c>i</c> has its classes at <c>i * classes</c>.</summary>
public static class ClassScores
{
    /// <summary>Mean negative log-probability of the class that came, in nats; ln K for always saying 1/K. NaN without samples.</summary>
    /// <exception cref="ArgumentException">Shapes disagree, or a label is not a class number.</exception>
    public static double LogLoss(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int classes)
    {
        double loss = 0;
        for (var i = 0; i < Rows(labels, probabilities, classes); i++)
        {
            loss -= Math.Log(Math.Max(Check.Probability(probabilities[i * classes + Class(labels[i], classes)]), BinaryScores.Margin));
        }

        return loss / labels.Length;
    }

    /// <summary>Share of samples whose most probable class came; the first of equals. NaN without samples.</summary>
    /// <inheritdoc cref="LogLoss"/>
    public static double Accuracy(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int classes)
    {
        double right = 0;
        for (var i = 0; i < Rows(labels, probabilities, classes); i++)
        {
            var row = probabilities.Slice(i * classes, classes);
            var best = 0;
            for (var k = 1; k < classes; k++)
            {
                if (row[k] > row[best])
                {
                    best = k;
                }
            }

            if (best == Class(labels[i], classes))
            {
                right++;
            }
        }

        return right / labels.Length;
    }

    /// <summary>Share of each class: the accuracy of always naming the commonest one is the largest of these.</summary>
    public static double[] BaseRates(ReadOnlySpan<double> labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var rates = new double[classes];
        foreach (var label in labels)
        {
            rates[Class(label, classes)] += 1.0 / labels.Length;
        }

        return rates;
    }

    private static int Rows(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Check.Lengths(labels.Length * classes, probabilities.Length, 0);
        return labels.Length;
    }

    private static int Class(double label, int classes) =>
        label >= 0 && label < classes && label == Math.Floor(label) ? (int)label : throw new ArgumentException($"{label} is not one of {classes} classes.");
}
