namespace Codegen.Tests;

/// <summary>Whatever is done to a contract's text, reading it gives a document or one clear line.</summary>
internal sealed class MalformedDocumentTests
{
    private const string Yaml = """
        openapi: 3.1.0
        x-anchor: &limit {maximum: 3, text: 'it''s', "more": "a\tb"}
        paths:
          /a:   # comment
            get: {operationId: a, parameters: [{name: q, in: query}]}
        x-block: |
          several
          lines
        x-merge:
          <<: *limit
          list:
            - 1.5e3
            - !!str 12
            - ? key
              : value
        """;

    private const string Json = """
        {"openapi": "3.1.0", "paths": {"/a": {"get": {"operationId": "a", "x": [1, -2.5e-3, true, null, "\u00e9\ud83d\ude00"]}}}}
        """;

    [TestCase("contract.yaml", Yaml)]
    [TestCase("contract.json", Json)]
    [TestCase("contract", Json)]
    public void Only_contract_exceptions_come_out(string file, string text)
    {
        const string Odd = "{}[]:,-&*!|>'\"%@`#?\t\n \\\0\uFEFF\uD800e9.";
        var chance = new Random(20261120);
        for (int i = 0; i < 4000; i++)
        {
            var changed = text.ToList();
            for (int edits = chance.Next(1, 5); edits > 0; edits--)
            {
                int at = chance.Next(changed.Count);
                switch (chance.Next(3))
                {
                    case 0:
                        changed.RemoveAt(at);
                        break;
                    case 1:
                        changed.Insert(at, Odd[chance.Next(Odd.Length)]);
                        break;
                    default:
                        changed.RemoveRange(at, Math.Min(chance.Next(20), changed.Count - at - 1));
                        break;
                }
            }

            string mutated = string.Concat(changed);

            Exception? thrown = Read(file, mutated);

            Assert.That(thrown, Is.Null.Or.TypeOf<ContractException>(), mutated);
            Assert.That(thrown?.Message ?? "", Does.Not.Contain("\n"), mutated);
        }
    }

    private static Exception? Read(string file, string text)
    {
        try
        {
            ContractDocument.Parse(file, text);
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}
