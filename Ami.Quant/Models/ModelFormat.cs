using System.Buffers.Binary;
using Ami.Quant.Models.Calibration;
using Ami.Quant.Models.Linear;
using Ami.Quant.Models.Neural;
using Ami.Quant.Models.Stacking;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Models;

/// <summary>
/// The envelope of every saved model: magic "AMIM", format version, kind, payload length, payload, CRC-32 (IEEE 802.3)
/// of all that precedes; little-endian.
/// </summary>
public static class ModelFormat
{
    /// <summary>Version written by this library; older ones are refused with a message, never guessed at.</summary>
    public const ushort Version = 1;

    private const uint Magic = 0x4D494D41;
    private const int HeaderLength = 12;

    /// <summary>Reads any model of this library.</summary>
    /// <exception cref="InvalidDataException">Not a model, damaged, or of another version; the message says which.</exception>
    public static IModel Load(ReadOnlySpan<byte> bytes)
    {
        var kind = Kind(bytes);
        return kind switch
        {
            ModelKind.BoostedTrees => BoostedTreesModel.Load(bytes),
            ModelKind.Ridge or ModelKind.Logistic => LinearModel.Load(bytes, kind),
            ModelKind.Gru or ModelKind.Transformer => SequenceModel.Load(bytes, kind),
            ModelKind.Stacked => StackedModel.Load(bytes),
            ModelKind.Calibrated => CalibratedModel.Load(bytes),
            _ => throw new InvalidDataException($"Model kind {(ushort)kind} is not known to this version."),
        };
    }

    internal static byte[] Seal(ModelKind kind, ModelWriter payload)
    {
        var body = payload.Written;
        var bytes = new byte[HeaderLength + body.Length + 4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), body.Length);
        body.CopyTo(bytes.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeaderLength + body.Length), Crc32(bytes.AsSpan(0, HeaderLength + body.Length)));
        return bytes;
    }

    internal static ModelReader Open(ReadOnlySpan<byte> bytes, ModelKind expected)
    {
        var kind = Kind(bytes);
        if (kind != expected)
        {
            throw new InvalidDataException($"Expected a saved {expected}, found {kind}.");
        }

        return new ModelReader(bytes[HeaderLength..^4]);
    }

    private static ModelKind Kind(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength + 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw new InvalidDataException("These bytes are not a saved model.");
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        if (version != Version)
        {
            throw new InvalidDataException($"The model was saved in format {version}; this version reads format {Version}. Fit it again.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (length != bytes.Length - HeaderLength - 4)
        {
            throw new InvalidDataException($"The model is cut short or padded: {bytes.Length - HeaderLength - 4} of {length} bytes.");
        }

        if (Crc32(bytes[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]))
        {
            throw new InvalidDataException("The model is damaged: its checksum does not match.");
        }

        return (ModelKind)BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ CrcTable[(byte)(crc ^ b)];
        }

        return ~crc;
    }

    private static readonly uint[] CrcTable = BuildCrcTable();

    private static uint[] BuildCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}

/// <summary>What a saved model is; the numbers are part of the format.</summary>
internal enum ModelKind : ushort
{
    BoostedTrees = 1,
    Ridge = 2,
    Logistic = 3,
    Stacked = 4,
    Isotonic = 5,
    Platt = 6,
    GaussianHmm = 7,
    Gru = 8,
    Transformer = 9,
    Calibrated = 10,
}
