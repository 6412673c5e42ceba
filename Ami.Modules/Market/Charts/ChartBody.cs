using System.Buffers;
using System.Globalization;
using System.Text;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;

namespace Ami.Modules.Market.Charts;

/// <summary>
/// The JSON of a chart with its settled columns already written, so that an answer is a copy of bytes with the forming bar appended.
/// The shape is that of <see cref="Features.ChartResponse"/>; a test compares the two.
/// </summary>
internal sealed class ChartBody
{
    // Divides a decimal's trailing zeros away.
    private const decimal One = 1.000000000000000000000000000000000m;

    private readonly byte[] _head,
        _tail;
    private readonly byte[][] _columns = new byte[6][];
    private readonly bool _empty;

    public ChartBody(SymbolSpec spec, ChartPart part)
    {
        _empty = part.Closed.Count == 0;
        _head = Encoding.UTF8.GetBytes(
            $"{{\"symbol\":\"{spec.Symbol}\",\"interval\":\"{part.Interval}\",\"source\":\"{Name(spec.Source)}\",\"simulated\":{(spec.Simulated ? "true" : "false")}"
        );
        var next =
            part.HasMore && !_empty
                ? $"\"{DateTimeOffset.FromUnixTimeMilliseconds(part.Closed[0].Time).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\""
                : "null";
        _tail = Encoding.UTF8.GetBytes($",\"hasMore\":{(part.HasMore ? "true" : "false")},\"nextTo\":{next}}}");
        for (var column = 0; column < _columns.Length; column++)
        {
            var writer = new ArrayBufferWriter<byte>(part.Closed.Count * 10 + 16);
            Write(writer, ",\"tohlcv"u8[..2], "tohlcv"u8[column]);
            for (var i = 0; i < part.Closed.Count; i++)
            {
                if (i > 0)
                {
                    writer.Write(","u8);
                }

                WriteValue(writer, part.Closed[i], column);
            }

            _columns[column] = writer.WrittenSpan.ToArray();
        }
    }

    /// <summary>Bytes held, for the cache's budget.</summary>
    public int Size => _head.Length + _tail.Length + _columns.Sum(column => column.Length);

    /// <summary>The whole answer.</summary>
    public byte[] With(Candle? forming)
    {
        var writer = new ArrayBufferWriter<byte>(Size + 160);
        writer.Write(_head);
        for (var column = 0; column < _columns.Length; column++)
        {
            writer.Write(_columns[column]);
            if (forming is { } bar)
            {
                if (!_empty)
                {
                    writer.Write(","u8);
                }

                WriteValue(writer, bar, column);
            }

            writer.Write("]"u8);
        }

        writer.Write(forming is null ? ",\"forming\":false"u8 : ",\"forming\":true"u8);
        writer.Write(_tail);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>The source as it is named in JSON.</summary>
    public static string Name(PriceSource source) =>
        source switch
        {
            PriceSource.Simulated => "simulated",
            PriceSource.Imported => "imported",
            PriceSource.Replay => "replay",
            _ => "binance",
        };

    private static void Write(ArrayBufferWriter<byte> writer, ReadOnlySpan<byte> comma, byte name)
    {
        writer.Write(comma);
        writer.Write([name]);
        writer.Write("\":["u8);
    }

    private static void WriteValue(ArrayBufferWriter<byte> writer, in Candle bar, int column)
    {
        var span = writer.GetSpan(40);
        int written;
        if (column == 0)
        {
            (bar.Time / 1000).TryFormat(span, out written, default, CultureInfo.InvariantCulture);
        }
        else
        {
            var value = column switch
            {
                1 => bar.Open,
                2 => bar.High,
                3 => bar.Low,
                4 => bar.Close,
                _ => bar.Volume,
            };
            (value / One).TryFormat(span, out written, default, CultureInfo.InvariantCulture);
        }

        writer.Advance(written);
    }
}
