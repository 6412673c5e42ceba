using System.Text;
using SkiaSharp;

namespace Ami.Tests.Core.Images;

/// <summary>Pictures that are right come out whole, and without anything that is not the picture.</summary>
[TestClass]
public sealed class ImageCleanerTests
{
    private static readonly ImageLimits Limits = new();

    public static IEnumerable<object[]> Right =>
        [
            ["baseline JPEG", Pictures.BaselineJpeg],
            ["progressive JPEG", Pictures.ProgressiveJpeg],
            ["grey JPEG", Pictures.GreyJpeg],
            ["lossy WebP", Pictures.LossyWebp],
            ["JPEG for a press", Pictures.PrintJpeg],
            ["lossless WebP", Pictures.LosslessWebp],
            ["WebP with alpha", Pictures.AlphaWebp],
            ["palette PNG", Pictures.PalettePng],
            ["interlaced PNG", Pictures.InterlacedPng],
        ];

    [TestMethod]
    [DynamicData(nameof(Right))]
    public void Clean_RightPicture_KeepsItAndIsStable(string name, byte[] picture)
    {
        var clean = ImageCleaner.Clean(picture, Limits).Value;
        (clean.Width, clean.Height).ShouldBe((20, 13), name);
        var again = ImageCleaner.Clean(clean.Bytes, Limits).Value;
        (again.Format, again.Width, again.Height).ShouldBe((clean.Format, clean.Width, clean.Height));
        if (clean.Format == ImageFormat.Png)
        {
            again.Bytes.ShouldBe(clean.Bytes);
        }

        PictureParts.Foreign(clean).ShouldBeEmpty();
    }

    [TestMethod]
    [DynamicData(nameof(Right))]
    public void Clean_CutOffAnywhere_IsRefused(string name, byte[] picture)
    {
        for (var length = 0; length < picture.Length; length++)
        {
            ImageCleaner.Clean(picture.AsSpan(0, length), Limits).IsOk.ShouldBeFalse($"{name}, {length} of {picture.Length} bytes");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Right))]
    public void Clean_SomethingAppended_IsLeftOut(string name, byte[] picture)
    {
        var alone = ImageCleaner.Clean(picture, Limits).Value.Bytes;
        ImageCleaner.Clean([.. picture, .. "<script>alert(1)</script>"u8], Limits).Value.Bytes.ShouldBe(alone, name);
        ImageCleaner.Clean([.. picture, .. "PK\u0003\u0004"u8], Limits).Value.Bytes.ShouldBe(alone, name);
        ImageCleaner.Clean([.. picture, 0], Limits).Value.Bytes.ShouldBe(alone, name);
    }

    [TestMethod]
    [DynamicData(nameof(Right))]
    public void Clean_SomethingInFront_IsRefused(string name, byte[] picture) =>
        ImageCleaner.Clean([.. "%PDF-1.7\n"u8, .. picture], Limits).Error.Code.ShouldBe("image.unsupported", name);

    [TestMethod]
    [DataRow((byte)0, (byte)1)]
    [DataRow((byte)0, (byte)16)]
    [DataRow((byte)2, (byte)8)]
    [DataRow((byte)2, (byte)16)]
    [DataRow((byte)3, (byte)4)]
    [DataRow((byte)4, (byte)8)]
    [DataRow((byte)6, (byte)8)]
    [DataRow((byte)6, (byte)16)]
    public void Clean_EveryKindOfPng_KeepsEveryPixel(byte colour, byte depth)
    {
        foreach (var interlaced in (bool[])[false, true])
        {
            var clean = ImageCleaner.Clean(PngBuilder.Picture(19, 7, depth, colour, seed: 5, interlaced), Limits).Value;
            PngPixels
                .Of(clean.Bytes)
                .ShouldBe(
                    PngPixels.Of(PngBuilder.Rows(19, 7, depth, colour, seed: 5, interlaced), 19, 7, depth, colour, interlaced, PngBuilder.Palette(depth))
                );
        }
    }

    [TestMethod]
    public void Clean_PngWithTextsAndProfiles_LeavesThemOut()
    {
        var png = new PngBuilder()
            .Header(3, 2)
            .Chunk("tEXt", Secret("Comment\0"))
            .Chunk("iTXt", Secret("XML:com.adobe.xmp\0\0\0\0\0"))
            .Chunk("eXIf", Secret("MM\0*"))
            .Chunk("iCCP", Secret("p\0\0"))
            .Chunk("prVt", Secret(""))
            .Chunk("IDAT", PngBuilder.Pack(PngBuilder.Rows(3, 2)))
            .Chunk("zzZz", Secret(""))
            .Chunk("IEND", [])
            .ToArray();
        var clean = ImageCleaner.Clean(png, Limits).Value;
        ShouldHoldNoSecret(clean);
        clean.Bytes.ShouldBe(ImageCleaner.Clean(PngBuilder.Picture(3, 2), Limits).Value.Bytes);
    }

    [TestMethod]
    public void Clean_PngDataWithSomethingBehindItsStream_LeavesItOut()
    {
        var png = new PngBuilder().Header(3, 2).Chunk("IDAT", [.. PngBuilder.Pack(PngBuilder.Rows(3, 2)), .. Secret("")]).Chunk("IEND", []).ToArray();
        ImageCleaner.Clean(png, Limits).Value.Bytes.ShouldBe(ImageCleaner.Clean(PngBuilder.Picture(3, 2), Limits).Value.Bytes);
    }

    [TestMethod]
    public void Clean_JpegWithPlaceNamesAndComments_LeavesThemOutAndSetsItUpright()
    {
        byte[] exif = [.. Orientation(6), .. Secret("GPS ")];
        var jpeg = JpegWith(
            Pictures.BaselineJpeg,
            (0xE1, exif),
            (0xE1, Secret("http://ns.adobe.com/xap/1.0/\0")),
            (0xE2, Secret("ICC_PROFILE\0")),
            (0xED, Secret("Photoshop 3.0\0")),
            (0xFE, Secret(""))
        );
        var clean = ImageCleaner.Clean(jpeg, Limits).Value;
        ShouldHoldNoSecret(clean);
        (clean.Width, clean.Height).ShouldBe((13, 20));
    }

    /// <summary>Exif 2.32, tag 0x0112: where the first row and the first column of what is stored are seen.</summary>
    [TestMethod]
    [DataRow(1, "RGBW")]
    [DataRow(2, "GRWB")]
    [DataRow(3, "WBGR")]
    [DataRow(4, "BWRG")]
    [DataRow(5, "RBGW")]
    [DataRow(6, "BRWG")]
    [DataRow(7, "WGBR")]
    [DataRow(8, "GWRB")]
    [DataRow(0, "RGBW")]
    [DataRow(9, "RGBW")]
    public void Clean_JpegThatAsksToBeTurned_StandsUpright(int orientation, string corners)
    {
        foreach (var (width, height) in ((int, int)[])[(64, 32), (1200, 600)])
        {
            var clean = ImageCleaner.Clean(JpegWith(Quarters(width, height), (0xE1, Orientation((byte)orientation))), Limits).Value;
            using var shown = SKBitmap.Decode(clean.Bytes);
            (shown.Width, shown.Height).ShouldBe((clean.Width, clean.Height));
            (clean.Width > clean.Height).ShouldBe(orientation is < 5 or > 8);
            string.Concat(
                    new (int X, int Y)[] { (1, 1), (3, 1), (1, 3), (3, 3) }.Select(at => Name(shown.GetPixel(shown.Width * at.X / 4, shown.Height * at.Y / 4)))
                )
                .ShouldBe(corners);
        }
    }

    [TestMethod]
    [DataRow(1000, 500, 512, 256)]
    [DataRow(500, 1000, 256, 512)]
    [DataRow(4096, 1, 512, 1)]
    [DataRow(513, 513, 512, 512)]
    [DataRow(512, 512, 512, 512)]
    [DataRow(40, 30, 40, 30)]
    public void Clean_LargerThanShown_IsMadeToFit(int width, int height, int shownWidth, int shownHeight)
    {
        var clean = ImageCleaner.Clean(PngBuilder.Picture(width, height, depth: 1, colour: 0), Limits).Value;
        (clean.Width, clean.Height).ShouldBe((shownWidth, shownHeight));
    }

    [TestMethod]
    public void Clean_WebpWithExifAndXmp_LeavesThemOut()
    {
        var webp = WebpWith(Pictures.AlphaWebp, ("EXIF", Secret("")), ("XMP ", Secret("")), ("ABCD", Secret("")));
        var clean = ImageCleaner.Clean(webp, Limits).Value;
        ShouldHoldNoSecret(clean);
        clean.Bytes.ShouldBe(ImageCleaner.Clean(Pictures.AlphaWebp, Limits).Value.Bytes);
    }

    internal static byte[] JpegWith(byte[] jpeg, params (byte Marker, byte[] Content)[] segments) =>
        [
            .. jpeg[..2],
            .. segments.SelectMany(s => (byte[])[0xFF, s.Marker, (byte)((s.Content.Length + 2) >> 8), (byte)(s.Content.Length + 2), .. s.Content]),
            .. jpeg[2..],
        ];

    internal static byte[] WebpWith(byte[] webp, params (string Name, byte[] Content)[] chunks)
    {
        byte[] file =
        [
            .. webp,
            .. chunks.SelectMany(c =>
                (byte[])[.. Encoding.ASCII.GetBytes(c.Name), .. BitConverter.GetBytes(c.Content.Length), .. c.Content, .. new byte[c.Content.Length % 2]]
            ),
        ];
        BitConverter.TryWriteBytes(file.AsSpan(4), file.Length - 8).ShouldBeTrue();
        return file;
    }

    private static byte[] Orientation(byte value) => [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A JPEG of four colours: red and green above, blue and white below.</summary>
    private static byte[] Quarters(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.White);
        bitmap.Erase(SKColors.Red, new(0, 0, width / 2, height / 2));
        bitmap.Erase(SKColors.Lime, new(width / 2, 0, width, height / 2));
        bitmap.Erase(SKColors.Blue, new(0, height / 2, width / 2, height));
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
    }

    private static char Name(SKColor colour) =>
        (colour.Red > 128, colour.Green > 128, colour.Blue > 128) switch
        {
            (true, true, true) => 'W',
            (true, _, _) => 'R',
            (_, true, _) => 'G',
            _ => 'B',
        };

    private static byte[] Secret(string before) => Encoding.Latin1.GetBytes(before + "SECRET <script>alert(1)</script> 40.4168,-3.7038");

    private static void ShouldHoldNoSecret(CleanImage clean) => Encoding.Latin1.GetString(clean.Bytes).ShouldNotContain("SECRET");
}
