using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Quant.Rules;

/// <summary>An indicator of whole bars.</summary>
internal sealed class BarIndicatorKernel(Indicator indicator, RuleFrame frame, double[][] outputs) : Kernel
{
    public override void Run(int count)
    {
        Span<double> row = stackalloc double[Indicator.MaximumOutputs];
        for (var i = 0; i < count; i++)
        {
            indicator.Update(frame[i], row);
            for (var k = 0; k < outputs.Length; k++)
            {
                outputs[k][i] = row[k];
            }
        }
    }

    public override void Reset() => indicator.Reset();
}

/// <summary>An indicator of any series; an undefined value is a missing bar to it.</summary>
internal sealed class SeriesIndicatorKernel(Indicator indicator, double[] input, double[][] outputs) : Kernel
{
    public override void Run(int count)
    {
        Span<double> row = stackalloc double[Indicator.MaximumOutputs];
        for (var i = 0; i < count; i++)
        {
            indicator.Update(Flat(input[i]), row);
            for (var k = 0; k < outputs.Length; k++)
            {
                outputs[k][i] = row[k];
            }
        }
    }

    public override void Reset() => indicator.Reset();

    internal static Bar Flat(double value) => new(0, value, value, value, value, 0);
}

/// <summary>An indicator of one series against another.</summary>
internal sealed class PairIndicatorKernel(PairIndicator indicator, double[] input, double[] benchmark, double[][] outputs) : Kernel
{
    public override void Run(int count)
    {
        Span<double> row = stackalloc double[Indicator.MaximumOutputs];
        for (var i = 0; i < count; i++)
        {
            indicator.Update(SeriesIndicatorKernel.Flat(input[i]), SeriesIndicatorKernel.Flat(benchmark[i]), row);
            for (var k = 0; k < outputs.Length; k++)
            {
                outputs[k][i] = row[k];
            }
        }
    }

    public override void Reset() => indicator.Reset();
}
