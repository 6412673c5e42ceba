using System.Buffers.Binary;
using Ami.Quant.Models;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Tests.Models;

[TestClass]
public sealed class ModelFormatTests
{
    private static byte[] Saved() => new BoostedTrees(new BoostedTreesOptions { Rounds = 2 }).Fit(Generated.Regression(50)).Save();

    [TestMethod]
    public void Load_NotAModel_SaysSo()
    {
        Refusal([]).ShouldContain("not a saved model");
        Refusal(new byte[100]).ShouldContain("not a saved model");
    }

    [TestMethod]
    public void Load_OtherVersion_SaysWhich()
    {
        var bytes = Saved();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), 9);

        Refusal(bytes).ShouldContain("format 9");
    }

    [TestMethod]
    public void Load_CutShort_SaysSo() => Refusal(Saved()[..^5]).ShouldContain("cut short");

    [TestMethod]
    public void Load_AnyByteFlipped_IsRefused()
    {
        var bytes = Saved();
        for (var i = 0; i < bytes.Length; i += 7)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x10;
            Should.Throw<InvalidDataException>(() => ModelFormat.Load(damaged));
        }
    }

    [TestMethod]
    public void Load_UnknownKind_SaysSo() => Refusal(ModelFormat.Seal((ModelKind)999, new ModelWriter())).ShouldContain("999");

    [TestMethod]
    public void Load_PayloadInconsistent_IsRefused()
    {
        // Checksums are right here; the content is not.
        foreach (var count in new[] { -1, 0, 3, int.MaxValue })
        {
            var writer = new ModelWriter();
            writer.Write(count);
            Refusal(ModelFormat.Seal(ModelKind.BoostedTrees, writer)).ShouldContain("inconsistent");
        }
    }

    [TestMethod]
    public void Open_AnotherKind_SaysBoth()
    {
        var sealedBytes = ModelFormat.Seal(ModelKind.Ridge, new ModelWriter());

        Should.Throw<InvalidDataException>(() => BoostedTreesModel.Load(sealedBytes)).Message.ShouldBe("Expected a saved BoostedTrees, found Ridge.");
    }

    private static string Refusal(byte[] bytes) => Should.Throw<InvalidDataException>(() => ModelFormat.Load(bytes)).Message;
}
