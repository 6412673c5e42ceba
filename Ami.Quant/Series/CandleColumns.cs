namespace Ami.Quant.Series;

/// <summary>The six arrays behind a series and all views of it (struct of arrays), never written after construction.</summary>
internal sealed record CandleColumns(BarInterval Interval, long[] Time, double[] Open, double[] High, double[] Low, double[] Close, double[] Volume)
{
    public Bar BarAt(int i) => new(Time[i], Open[i], High[i], Low[i], Close[i], Volume[i]);
}
