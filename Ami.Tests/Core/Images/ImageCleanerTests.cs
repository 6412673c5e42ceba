using System.Text;
using Ami.Core;

namespace Ami.Tests.Core.Images;

/// <summary>Pictures that are right come out whole, and without anything that is not the picture.</summary>
[TestClass]
public sealed class ImageCleanerTests
{
    private static readonly ImageLimits Limits = new();

    public static IEnumerable<object[]> Right =>
    [
        ["baseline JPEG", Pictures.BaselineJpeg], ["progressive JPEG", Pictures.ProgressiveJpeg], ["grey JPEG", Pictures.GreyJpeg], ["lossy WebP", Pictures.LossyWebp],
        ["lossless WebP", Pictures.LosslessWebp], ["WebP with alpha", Pictures.AlphaWebp], ["palette PNG", Pictures.PalettePng], ["interlaced PNG", Pictures.InterlacedPng],
    ];

    [TestMethod]
    [DynamicData(nameof(Right))]
    public void Clean_RightPicture_KeepsItAndIsStable(string name, byte[] picture)
    {
        var clean = ImageCleaner.Clean(picture, Limits).Value;
        (clean.Width, clean.Height).ShouldBe((20, 13), name);
        var again = ImageCleaner.Clean(clean.Bytes, Limits).Value;
        again.Bytes.ShouldBe(clean.Bytes);
        again.Format.ShouldBe(clean.Format);
    }

    [TestMethod]
    [DynamicData(nameof(Right))]
    public void Clean_CutOffAnywhere_IsRefused(string name, byte[] picture)
    {
        for (var length = 0; length < picture.Length; length++)
            ImageCleaner.Clean(picture.AsSpan(0, length), Limits).IsOk.ShouldBeFalse($"{name}, {length} of {picture.Length} bytes");
    }

    [TestMethod]
    [DynamicData(nameof(Right))]
    public void Clean_SomethingAppended_IsRefused(string name, byte[] picture)
    {
        ImageCleaner.Clean([.. picture, .. "<script>alert(1)</script>"u8], Limits).Error.Code.ShouldBe("image.damaged", name);
        ImageCleaner.Clean([.. picture, .. "PK\u0003\u0004"u8], Limits).Error.Code.ShouldBe("image.damaged", name);
        ImageCleaner.Clean([.. picture, 0], Limits).Error.Code.ShouldBe("image.damaged", name);
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
            PngPixels.Of(clean.Bytes).ShouldBe(PngBuilder.Rows(19, 7, depth, colour, seed: 5, interlaced));
        }
    }

    [TestMethod]
    public void Clean_PngWithTextsAndProfiles_LeavesThemOut()
    {
        var png = new PngBuilder().Header(3, 2).Chunk("tEXt", Secret("Comment\0")).Chunk("iTXt", Secret("XML:com.adobe.xmp\0\0\0\0\0")).Chunk("eXIf", Secret("MM\0*"))
            .Chunk("iCCP", Secret("p\0\0")).Chunk("prVt", Secret("")).Chunk("IDAT", PngBuilder.Pack(PngBuilder.Rows(3, 2))).Chunk("zzZz", Secret("")).Chunk("IEND", []).ToArray();
        var clean = ImageCleaner.Clean(png, Limits).Value;
        ShouldHoldNoSecret(clean);
        PngPixels.Of(clean.Bytes).ShouldBe(PngBuilder.Rows(3, 2));
    }

    [TestMethod]
    public void Clean_PngDataWithSomethingBehindItsStream_IsRefused()
    {
        var png = new PngBuilder().Header(3, 2).Chunk("IDAT", [.. PngBuilder.Pack(PngBuilder.Rows(3, 2)), .. Secret("")]).Chunk("IEND", []).ToArray();
        ImageCleaner.Clean(png, Limits).Error.Code.ShouldBe("image.damaged");
    }

    [TestMethod]
    public void Clean_JpegWithPlaceNamesAndComments_KeepsOnlyTheOrientation()
    {
        byte[] exif = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. Secret("GPS ")];
        var jpeg = JpegWith((0xE1, exif), (0xE1, Secret("http://ns.adobe.com/xap/1.0/\0")), (0xE2, Secret("ICC_PROFILE\0")), (0xED, Secret("Photoshop 3.0\0")), (0xFE, Secret("")));
        var clean = ImageCleaner.Clean(jpeg, Limits).Value;
        ShouldHoldNoSecret(clean);
        var head = new JpegHead();
        var at = clean.Bytes.AsSpan().IndexOf("Exif\0\0"u8);
        head.ReadExif(clean.Bytes.AsSpan(at, 32));
        head.Segments().Single().Content[^7].ShouldBe((byte)6);
        ImageCleaner.Clean(clean.Bytes, Limits).Value.Bytes.ShouldBe(clean.Bytes);
    }

    [TestMethod]
    public void Clean_WebpWithExifAndXmp_LeavesThemOut()
    {
        var webp = WebpWith(Pictures.AlphaWebp, ("EXIF", Secret("")), ("XMP ", Secret("")), ("ABCD", Secret("")));
        var clean = ImageCleaner.Clean(webp, Limits).Value;
        ShouldHoldNoSecret(clean);
        clean.Bytes.ShouldBe(ImageCleaner.Clean(Pictures.AlphaWebp, Limits).Value.Bytes);
    }

    internal static byte[] JpegWith(params (byte Marker, byte[] Content)[] segments)
    {
        var jpeg = Pictures.BaselineJpeg;
        return [.. jpeg[..2], .. segments.SelectMany(s => (byte[])[0xFF, s.Marker, (byte)((s.Content.Length + 2) >> 8), (byte)(s.Content.Length + 2), .. s.Content]), .. jpeg[2..]];
    }

    internal static byte[] WebpWith(byte[] webp, params (string Name, byte[] Content)[] chunks)
    {
        byte[] file = [.. webp, .. chunks.SelectMany(c => (byte[])[.. Encoding.ASCII.GetBytes(c.Name), .. BitConverter.GetBytes(c.Content.Length), .. c.Content, .. new byte[c.Content.Length % 2]])];
        BitConverter.TryWriteBytes(file.AsSpan(4), file.Length - 8).ShouldBeTrue();
        return file;
    }

    private static byte[] Secret(string before) => Encoding.Latin1.GetBytes(before + "SECRET <script>alert(1)</script> 40.4168,-3.7038");

    private static void ShouldHoldNoSecret(CleanImage clean) => Encoding.Latin1.GetString(clean.Bytes).ShouldNotContain("SECRET");
}
