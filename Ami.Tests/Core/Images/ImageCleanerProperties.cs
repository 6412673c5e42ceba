using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Core.Images;

/// <summary>What holds for any bytes at all.</summary>
[TestClass]
public sealed class ImageCleanerProperties
{
    private static readonly ImageLimits Limits = new();

    private static readonly byte[][] Seeds =
    [
        Pictures.BaselineJpeg,
        Pictures.ProgressiveJpeg,
        Pictures.GreyJpeg,
        Pictures.LossyWebp,
        Pictures.LosslessWebp,
        Pictures.AlphaWebp,
        Pictures.AnimatedWebp,
        Pictures.PalettePng,
        Pictures.InterlacedPng,
        PngBuilder.Picture(5, 4),
    ];

    /// <summary>A right picture with a few bytes changed, left out, put in or moved.</summary>
    private static Gen<byte[]> Mutations =>
        from seed in Gen.Elements(Seeds)
        from edits in Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(Edit, count))
        select edits.Aggregate(seed, (file, edit) => edit(file));

    private static Gen<Func<byte[], byte[]>> Edit =>
        from kind in Gen.Choose(0, 4)
        from at in Gen.Choose(0, int.MaxValue)
        from length in Gen.Choose(1, 40)
        from value in Gen.Elements<byte>(0, 1, 2, 0x10, 0x7F, 0x80, 0xC0, 0xC4, 0xD9, 0xDA, 0xFE, 0xFF)
        select new Func<byte[], byte[]>(file => Edited(file, kind, at, length, value));

    [TestMethod]
    public void Clean_AnyMutation_IsRefusedOrComesOutWithNothingButPixels() =>
        Prop.ForAll(Mutations.ToArbitrary(), IsRefusedOrHoldsOnlyPixels).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [TestMethod]
    public void Clean_AnyBytesBehindARightBeginning_AreRefusedOrComeOutWithNothingButPixels() =>
        Prop.ForAll(
                (
                    from seed in Gen.Elements(Seeds)
                    from keep in Gen.Choose(0, 40)
                    from noise in ArbMap.Default.GeneratorFor<byte[]>()
                    select (byte[])[.. seed[..Math.Min(keep, seed.Length)], .. noise]
                ).ToArbitrary(),
                IsRefusedOrHoldsOnlyPixels
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [TestMethod]
    public void Clean_AnyRightPng_KeepsItsPixels() =>
        Prop.ForAll(
                (
                    from width in Gen.Choose(1, 40)
                    from height in Gen.Choose(1, 40)
                    from kind in Gen.Elements<(byte Colour, byte Depth)>(
                        (0, 1),
                        (0, 2),
                        (0, 4),
                        (0, 8),
                        (0, 16),
                        (2, 8),
                        (2, 16),
                        (3, 1),
                        (3, 2),
                        (3, 4),
                        (3, 8),
                        (4, 8),
                        (4, 16),
                        (6, 8),
                        (6, 16)
                    )
                    from interlaced in Gen.Elements(false, true)
                    from seed in Gen.Choose(0, 1000)
                    select (width, height, kind, interlaced, seed)
                ).ToArbitrary(),
                p =>
                {
                    var clean = ImageCleaner.Clean(PngBuilder.Picture(p.width, p.height, p.kind.Depth, p.kind.Colour, p.seed, p.interlaced), Limits).Value;
                    return PngPixels
                        .Of(clean.Bytes)
                        .AsSpan()
                        .SequenceEqual(
                            PngPixels.Of(
                                PngBuilder.Rows(p.width, p.height, p.kind.Depth, p.kind.Colour, p.seed, p.interlaced),
                                p.width,
                                p.height,
                                p.kind.Depth,
                                p.kind.Colour,
                                p.interlaced,
                                PngBuilder.Palette(p.kind.Depth)
                            )
                        );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool IsRefusedOrHoldsOnlyPixels(byte[] file)
    {
        if (!ImageCleaner.Clean(file, Limits).Try(out var clean, out var error))
        {
            return error.Code.StartsWith("image.", StringComparison.Ordinal);
        }

        return clean.Width is > 0 and <= 512
            && clean.Height is > 0 and <= 512
            && PictureParts.Foreign(clean).Count == 0
            && ImageCleaner.Clean(clean.Bytes, Limits).Try(out var again, out _)
            && (again.Format, again.Width, again.Height) == (clean.Format, clean.Width, clean.Height);
    }

    private static byte[] Edited(byte[] file, int kind, int at, int length, byte value)
    {
        if (file.Length == 0)
        {
            return [value];
        }

        var start = at % file.Length;
        var end = Math.Min(file.Length, start + length);
        return kind switch
        {
            0 => [.. file[..start], value, .. file[(start + 1)..]],
            1 => [.. file[..start], .. file[end..]],
            2 => [.. file[..start], .. Enumerable.Repeat(value, length), .. file[start..]],
            3 => [.. file[..end], .. file[start..]],
            _ => [.. file[..start], (byte)(file[start] ^ (1 << (length % 8))), .. file[(start + 1)..]],
        };
    }
}
