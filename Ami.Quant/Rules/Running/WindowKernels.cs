using Ami.Quant.Indicators.Rolling;

namespace Ami.Quant.Rules;

/// <summary>The value of n bars ago.</summary>
internal sealed class PastKernel : Kernel
{
    private readonly double[] _input,
        _output,
        _ring;
    private int _next;

    public PastKernel(double[] input, double[] output, int bars)
    {
        (_input, _output, _ring) = (input, output, new double[bars]);
        Reset();
    }

    public override void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _output[i] = _ring[_next];
            _ring[_next] = _input[i];
            if (++_next == _ring.Length)
            {
                _next = 0;
            }
        }
    }

    public override void Reset()
    {
        Array.Fill(_ring, double.NaN);
        _next = 0;
    }
}

/// <summary>Sum or mean over a window without an undefined value in it.</summary>
internal sealed class SumKernel(double[] input, double[] output, int bars, bool mean) : Kernel
{
    private RollingSum _sum = new(bars);

    public override void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            output[i] = double.NaN;
            var value = input[i];
            if (double.IsNaN(value))
            {
                _sum.Clear();
            }
            else if (_sum.Push(value))
            {
                output[i] = Finite(mean ? _sum.Mean : _sum.Sum);
            }
        }
    }

    public override void Reset() => _sum.Clear();

    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}

/// <summary>Highest or lowest of a window without an undefined value in it.</summary>
internal sealed class ExtremumKernel(double[] input, double[] output, int bars, bool highest) : Kernel
{
    private RollingExtremum _extremum = highest ? RollingExtremum.Highest(bars) : RollingExtremum.Lowest(bars);

    public override void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            output[i] = double.NaN;
            var value = input[i];
            if (double.IsNaN(value))
            {
                _extremum.Clear();
            }
            else if (_extremum.Push(value))
            {
                output[i] = _extremum.Value;
            }
        }
    }

    public override void Reset() => _extremum.Clear();
}

/// <summary>Bars since a condition was true, 0 where it is; undefined until it was once.</summary>
internal sealed class SinceKernel(double[] input, double[] output) : Kernel
{
    private double _bars = double.NaN;

    public override void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            output[i] = _bars = input[i] == 1 ? 0 : _bars + 1;
        }
    }

    public override void Reset() => _bars = double.NaN;
}

/// <summary>The last value that was defined.</summary>
internal sealed class LatestKernel(double[] input, double[] output) : Kernel
{
    private double _value = double.NaN;

    public override void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!double.IsNaN(input[i]))
            {
                _value = input[i];
            }

            output[i] = _value;
        }
    }

    public override void Reset() => _value = double.NaN;
}
